// Draws lines of ABC as staff notation with abcjs, where the jar has it; without it the page shows the text alone.
const abcjs = globalThis.ABCJS;

// abcjs empties elements by way of innerHTML. That much is allowed, here and in the whole page; markup is not.
globalThis.trustedTypes?.createPolicy('default', {createHTML: markup => (markup === '' ? '' : null)});

export const canDraw = abcjs !== undefined;

// A tune as a MIDI file, as abcjs reads it.
export function midi(abc) {
  return [abcjs.synth.getMidiFile(abc, {midiOutputType: 'binary'})].flat()[0];
}

// Draws one line, or a whole tune with its header in it. header: the fields that govern it, as ABC; width in pixels of the page. Returns a function that gives, for a place in the line, what was drawn for the
// note there.
export function draw(element, header, line, width) {
  const before = `X:1\n%%stretchlast 0\n${header ? `${header}\n` : ''}`;
  const staffwidth = Math.max(240, Math.floor(width / (width < 500 ? 0.8 : 1)));
  const [tune] = withinPolicy(() => abcjs.renderAbc(element, `${before}${line}\n`, {
    add_classes: true,
    responsive: 'resize',
    staffwidth,
    paddingtop: 0,
    paddingbottom: 0,
    paddingleft: 0,
    paddingright: 0,
    wrap: {minSpacing: 1.4, maxSpacing: 2.6, preferredMeasuresPerLine: 0},
    jazzchords: true,
  }));
  for (const unused of element.querySelectorAll('metadata')) unused.remove();
  element.firstElementChild?.setAttribute('aria-hidden', 'true'); // the text beside it says the same
  const notes = tune.lines.flatMap(l => l.staff ?? []).flatMap(s => s.voices).flat().filter(n => n.el_type === 'note' && n.abselem);
  return place => notes.find(n => n.startChar <= place + before.length && place + before.length < n.endChar)?.abselem.elemset ?? [];
}

// The page's policy forbids style elements and style attributes. abcjs writes some: a style element that it needs only for dragging
// notes about and that comes to nothing here, and attributes, which are set in the way that the policy allows.
function withinPolicy(work) {
  const {setAttribute} = Element.prototype;
  Element.prototype.setAttribute = function (name, value) {
    if (name === 'style') this.style.cssText = value;
    else setAttribute.call(this, name, value);
  };
  document.createElementNS = (space, name) => Document.prototype.createElementNS.call(document, space, name === 'style' ? 'metadata' : name);
  try {
    return work();
  } finally {
    Element.prototype.setAttribute = setAttribute;
    delete document.createElementNS;
  }
}
