// The ABC as it is written: the tune under way large and at the bottom, earlier ones above it. Everything a tune says is shown as
// text and never as markup.
const MOST_TUNES = 24;
const LONGEST_TUNE = 4000;
const LONGEST_LINE = 400;
const MODES = {'': 'major', maj: 'major', m: 'minor', min: 'minor', dor: 'Dorian', mix: 'Mixolydian', aeo: 'minor', ion: 'major', phr: 'Phrygian', lyd: 'Lydian', loc: 'Locrian'};

// Chord symbol, bar line or ending, note or rest with its length, a run of anything else.
const TOKEN = /("[^"]*"?)|((?::*\|+[:\]]*\d*|::|\[\d)|\[\|)|([_^=]*[A-Ga-gzx][,']*\d*\/*\d*)|([^"|:\[_^=A-Ga-gzx]+|.)/gu;
const KINDS = ['chord', 'bar', 'note', ''];

export class Tunes {
  #parent;
  #latest;
  #next = 0;
  #tune = null;
  #follow = true;

  constructor(parent, latest) {
    this.#parent = parent;
    this.#latest = latest;
    parent.addEventListener('scroll', () => {
      this.#follow = parent.scrollHeight - parent.scrollTop - parent.clientHeight < 60;
      latest.hidden = this.#follow;
    }, {passive: true});
    latest.addEventListener('click', () => {
      this.#follow = true;
      this.#scroll();
    });
    new ResizeObserver(() => this.#scroll()).observe(parent);
  }

  clear() {
    this.#parent.replaceChildren();
    this.#tune = null;
    this.#next = 0;
    this.#follow = true;
  }

  // Takes characters; at is the number of the first one since the music began.
  write(at, text) {
    const lines = text.split('\n');
    if (at !== this.#next) { // we fell behind, or came later: what is left of a tune cut short is not shown
      this.#tune = null;
      const blank = lines.indexOf('');
      if (at > 0 && blank >= 0) lines.splice(0, blank + 1);
    }
    this.#next = at + [...text].length;
    lines.forEach((line, i) => {
      if (i > 0) this.#newLine();
      if (line) this.#append(line);
    });
    this.#tune?.render();
    this.#scroll();
  }

  #newLine() {
    if (!this.#tune) return;
    const next = this.#tune.cutShort();
    if (this.#tune.lineIsEmpty() || next) this.#end();
    if (next) this.#append(next);
    this.#tune?.newLine();
  }

  #append(text) {
    if (this.#tune && this.#tune.length > LONGEST_TUNE) this.#end();
    if (!this.#tune) {
      this.#tune = new Tune();
      this.#parent.append(this.#tune.element);
      while (this.#parent.children.length > MOST_TUNES) this.#parent.firstChild.remove();
    }
    this.#tune.append(text);
  }

  #end() {
    this.#tune.render();
    this.#tune = null;
  }

  #scroll() {
    if (this.#follow) this.#parent.scrollTop = this.#parent.scrollHeight;
  }
}

class Tune {
  length = 0;
  element = make('article', 'tune');
  #title = make('h3', 'title');
  #fields = {};
  #line = '';
  #lineElement = null;
  #drawn = null;

  constructor() {
    this.element.append(this.#title);
    this.newLine();
  }

  lineIsEmpty() {
    return this.#line === '';
  }

  // A tune that was given up ends in the middle of a line, where the header of the next one begins: returns that, and keeps the rest.
  cutShort() {
    const header = /^(.+?)([RM]:[^|"\]]*)$/u.exec(this.#line);
    if (!header) return '';
    this.#line = header[1];
    return header[2];
  }

  append(text) {
    this.length += text.length;
    this.#line += text;
    while (this.#line.length > LONGEST_LINE) {
      const rest = this.#line.slice(LONGEST_LINE);
      this.#line = this.#line.slice(0, LONGEST_LINE);
      this.newLine();
      this.#line = rest;
    }
  }

  newLine() {
    if (this.#lineElement) {
      this.render();
      const field = /^([A-Za-z]):(.*)$/u.exec(this.#line);
      if (field) {
        this.#fields[field[1]] ??= field[2].trim();
        this.#title.textContent = this.#name();
      }
    }
    this.#line = '';
    this.#drawn = null;
    this.#lineElement = make('p', 'line');
    this.element.append(this.#lineElement);
  }

  render() {
    if (this.#drawn === this.#line) return;
    this.#drawn = this.#line;
    if (/^[A-Za-z]:/u.test(this.#line)) {
      this.#lineElement.className = 'line field';
      this.#lineElement.textContent = this.#line;
      return;
    }
    this.#lineElement.className = 'line';
    // A measure is kept together, so that a narrow screen breaks lines at bars.
    const measures = [make('span', 'measure')];
    for (const token of this.#line.matchAll(TOKEN)) {
      const kind = KINDS[token.slice(1).findIndex(group => group !== undefined)];
      const measure = measures.at(-1);
      measure.append(make('span', kind, token[0]));
      if (kind === 'bar') measures.push(make('span', 'measure'));
    }
    this.#lineElement.replaceChildren(...measures.filter(measure => measure.hasChildNodes()));
  }

  // "Jig in G major", "Tune in A Dorian · 6/8".
  #name() {
    const {R: rhythm, K: key, M: meter} = this.#fields;
    const first = rhythm ? rhythm[0].toUpperCase() + rhythm.slice(1) : 'Tune';
    const mode = /^([A-G][#b]?)\s*([A-Za-z]*)/u.exec(key ?? '');
    const scale = mode && MODES[mode[2].toLowerCase().slice(0, 3)];
    const tonic = mode && mode[1].replace('#', '♯').replace('b', '♭');
    return `${first}${scale ? ` in ${tonic} ${scale}` : ''}${meter ? ` · ${meter}` : ''}`;
  }
}

function make(name, className, text = '') {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}
