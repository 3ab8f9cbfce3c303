// The tunes as they are written, in notation and in ABC: the tune under way large and at the bottom, earlier ones above it. Everything a tune says is shown as
// text and never as markup.
import {button, make} from './dom.js';
import {canDraw, draw} from './notation.js';
import {name, save} from './tune.js';

const NOTE_ON = 0x90;
const MOST_LINES = 64;
const MOST_TUNES = 24;
const LONGEST_TUNE = 4000;
const LONGEST_LINE = 400;
const REDRAW = 120; // milliseconds between two drawings of the line under way

// Chord symbol, bar line or ending, note or rest with its length, a run of anything else.
const TOKEN = /("[^"]*"?)|((?::*\|+[:\]]*\d*|::|\[\d)|\[\|)|([_^=]*[A-Ga-gzx][,']*\d*\/*\d*)|([^"|:\[_^=A-Ga-gzx]+|.)/gu;
const KINDS = ['chord', 'bar', 'note', ''];

export class Tunes {
  #parent;
  #latest;
  #tell;
  #next = 0;
  #tune = null;
  #follow = true;
  #width = 0;
  #sizes = new ResizeObserver(() => this.#resized());
  #lines = []; // those in which notes can still be played
  #sounding = new Map(); // characters of the notes that sound, by channel and pitch

  // tell(text) says something to the user.
  constructor(parent, latest, tell) {
    this.#parent = parent;
    this.#tell = tell;
    this.#latest = latest;
    parent.addEventListener('scroll', () => {
      this.#follow = parent.scrollHeight - parent.scrollTop - parent.clientHeight < 60;
      latest.hidden = this.#follow;
    }, {passive: true});
    latest.addEventListener('click', () => {
      this.#follow = true;
      this.#scroll();
    });
    this.#sizes.observe(parent);
  }

  clear() {
    this.#parent.replaceChildren();
    this.#tune = null;
    this.#next = 0;
    this.#follow = true;
    this.#lines = [];
    this.#sounding.clear();
  }

  // Lights the note that a character wrote while it sounds.
  play(status, pitch, source) {
    const key = (status & 15) << 7 | pitch;
    const on = (status & 0xf0) === NOTE_ON && source >= 0;
    const ended = this.#sounding.get(key);
    if (ended !== undefined) {
      this.#sounding.delete(key);
      if (![...this.#sounding.values()].includes(ended)) this.#light(ended, false);
    }
    if (on) {
      this.#sounding.set(key, source);
      this.#light(source, true);
    }
  }

  #light(source, on) {
    this.#lines.findLast(line => line.start <= source)?.light(source, on);
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
    let start = this.#next - [...lines.join('\n')].length;
    lines.forEach((line, i) => {
      if (i > 0) this.#newLine(start);
      if (line) this.#append(line, start);
      start += [...line].length + 1;
    });
    this.#tune?.render();
    this.#scroll();
  }

  // start: number of the first character behind the line feed.
  #newLine(start) {
    if (!this.#tune) return;
    const next = this.#tune.cutShort();
    if (this.#tune.lineIsEmpty() || next) this.#end();
    if (next) this.#append(next, start - next.length - 1);
    if (this.#tune) this.#keep(this.#tune.newLine(start));
  }

  #keep(line) {
    this.#lines.push(line);
    if (this.#lines.length > MOST_LINES) this.#lines.shift();
  }

  #append(text, start) {
    if (this.#tune && this.#tune.length > LONGEST_TUNE) this.#end();
    if (!this.#tune) {
      this.#tune = new Tune(this.#tell);
      this.#keep(this.#tune.newLine(start));
      this.#parent.append(this.#tune.element);
      this.#sizes.observe(this.#tune.element);
      while (this.#parent.children.length > MOST_TUNES) {
        this.#sizes.unobserve(this.#parent.firstChild);
        this.#parent.firstChild.remove();
      }
    }
    this.#tune.append(text);
  }

  #end() {
    this.#tune.end();
    this.#tune = null;
  }

  // A phone that was turned, or a line that has been drawn.
  #resized() {
    if (this.#width !== this.#parent.clientWidth) {
      this.#width = this.#parent.clientWidth;
      this.#tune?.redraw();
    }
    this.#scroll();
  }

  #scroll() {
    if (this.#follow) this.#parent.scrollTop = this.#parent.scrollHeight;
  }
}

class Tune {
  length = 0;
  element = make('article', 'tune');
  #title = make('h3', 'title');
  #abc = '';
  #header = make('p', 'header');
  #fields = {};
  #lines = [];
  #line = null;

  constructor(tell) {
    const heading = make('div', 'heading');
    heading.append(
      this.#title,
      button('Copy', 'Copy this tune as ABC', async () => tell(await copy(this.#file()))),
      button('Save', 'Save this tune as an ABC file', () => save(this.#file(), 'text/vnd.abc', 'lilt.abc')),
    );
    this.element.append(heading, this.#header);
  }

  lineIsEmpty() {
    return this.#line.text === '';
  }

  // A tune that was given up ends in the middle of a line, where the header of the next one begins: returns that, and keeps the rest.
  cutShort() {
    const header = /^(.+?)([RM]:[^|"\]]*)$/u.exec(this.#line.text);
    if (!header) return '';
    this.#line.text = header[1];
    return header[2];
  }

  append(text) {
    this.length += text.length;
    this.#line.text += text;
    while (this.#line.text.length > LONGEST_LINE) {
      const rest = this.#line.text.slice(LONGEST_LINE);
      this.#line.text = this.#line.text.slice(0, LONGEST_LINE);
      this.newLine(this.#line.start + LONGEST_LINE);
      this.#line.text = rest;
    }
  }

  // start: number of the character that the line begins with. Returns the line.
  newLine(start) {
    if (this.#line) {
      this.#line.finish();
      this.#abc += `${this.#line.text}\n`;
    }
    const field = /^([A-Za-z]):(.*)$/u.exec(this.#line?.text ?? '');
    if (field) {
      this.#fields[field[1]] = field[2].trim();
      this.#title.textContent = name(this.#fields) + (this.#fields.M ? ` · ${this.#fields.M}` : '');
      this.#header.append(this.#line.element.querySelector('.text'));
      this.#line.element.remove();
      this.#lines.pop();
    }
    this.#line = new Line(this.#fields, this.#lines.length === 0, start);
    this.#lines.push(this.#line);
    this.element.append(this.#line.element);
    return this.#line;
  }

  render() {
    this.#line.render();
  }

  redraw() {
    for (const line of this.#lines) line.redraw();
  }

  end() {
    if (!this.lineIsEmpty()) this.newLine(Infinity);
  }

  // The tune as far as it is written, as a file that other programs read.
  #file() {
    return `X:1\nT:${name(this.#fields)}\n${this.#abc}${this.#line.text}`.trimEnd() + '\n';
  }
}

// One line of a tune. It is drawn anew a few times a second while it is being written, and then never again.
class Line {
  text = '';
  element = make('div', 'line');
  #abc = make('p', 'text');
  #staff = make('div', 'staff');
  #header;
  #shown = null;
  #drawn = '';
  #timer = 0;
  #find = () => [];
  #lit = new Set();

  // The meter is shown on a tune's first line only. start: number of its first character.
  constructor(fields, first, start) {
    this.start = start;
    const {M: meter = 'none', L: length = '1/8', K: key = 'C'} = fields;
    this.#header = `M:${first ? meter : 'none'}\nL:${length}\nK:${key}`;
    this.element.append(this.#staff, this.#abc);
  }

  // Lights what a character has written, or puts it out.
  light(source, on) {
    if (on) this.#lit.add(source);
    else this.#lit.delete(source);
    for (const part of this.#find(source - this.start)) part.classList.toggle('sounding', on);
  }

  finish() {
    this.render();
    clearTimeout(this.#timer);
    this.#timer = 0;
    this.#draw();
  }

  render() {
    if (this.#shown === this.text) return;
    this.#shown = this.text;
    const field = /^[A-Za-z]:/u.test(this.text);
    this.#abc.classList.toggle('field', field);
    if (field) this.#abc.textContent = this.text;
    else this.#abc.replaceChildren(...measures(this.text));
    if (!this.#timer) this.#timer = setTimeout(() => {
      this.#timer = 0;
      this.#draw();
    }, REDRAW);
  }

  redraw() {
    this.#drawn = '';
    this.#draw();
  }

  #draw() {
    const music = /^(?:[^"]|"[^"]*")*/u.exec(this.text)[0]; // without a chord symbol that is not complete yet
    if (!canDraw || music === this.#drawn || /^\s*$|^[A-Za-z]:/u.test(music) || !this.element.isConnected) return;
    this.#drawn = music;
    try {
      this.#find = draw(this.#staff, this.#header, music, this.element.clientWidth);
      for (const source of this.#lit) this.light(source, true);
    } catch { // the network writes what no notation was made for; the text is there all the same
      this.#find = () => [];
      this.#staff.replaceChildren();
    }
  }
}

// A measure is kept together, so that a narrow screen breaks lines at bars.
function measures(text) {
  const all = [make('span', 'measure')];
  for (const token of text.matchAll(TOKEN)) {
    const kind = KINDS[token.slice(1).findIndex(group => group !== undefined)];
    all.at(-1).append(make('span', kind, token[0]));
    if (kind === 'bar') all.push(make('span', 'measure'));
  }
  return all.filter(measure => measure.hasChildNodes());
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return 'The tune is copied.';
  } catch {
    return 'The browser does not allow copying.';
  }
}
