// Draws lines of ABC as staff notation with abcjs, where the jar has it; without it the page shows the text alone.
const abcjs = globalThis.ABCJS;

// abcjs empties elements by way of innerHTML. That much is allowed, here and in the whole page; markup is not.
globalThis.trustedTypes?.createPolicy('default', {createHTML: markup => (markup === '' ? '' : null)});

export const canDraw = abcjs !== undefined;

// Draws one line. header: the fields that govern it, as ABC; width in pixels of the page.
export function draw(element, header, line, width) {
  const staffwidth = Math.max(240, Math.floor(width / (width < 500 ? 0.8 : 1)));
  withinPolicy(() => abcjs.renderAbc(element, `X:1\n%%stretchlast 0\n${header}\n${line}\n`, {
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
  [...element.querySelectorAll('.abcjs-note')].at(-1)?.classList.add('latest-note');
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
    work();
  } finally {
    Element.prototype.setAttribute = setAttribute;
    delete document.createElementNS;
  }
}
