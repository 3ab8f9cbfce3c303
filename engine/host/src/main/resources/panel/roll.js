// The notes as they are played, rolling from right to left; those that sound now touch the line.
import {colour, pen} from './dom.js';

const NOTE_ON = 0x90;
const QUARTER = 10080;
const SECONDS = 9; // from the right to the left
const MARGIN = 14; // behind the line of what sounds now
const MOST_NOTES = 600;
const FEWEST_PITCHES = 30;
const COLOURS = ['accent', 'bar', 'chord'];
const CORRECTION = 0.06; // share of the difference to the server's play head that is made up in a frame

export class Roll {
  #canvas;
  #notes = [];
  #sounding = new Map();
  #head = 0; // where the play head is by our own clock
  #told = {head: 0, at: 0};
  #perMilli = 0;
  #rolling = false;
  #low = 50;
  #high = 85;

  constructor(canvas) {
    this.#canvas = canvas;
  }

  clear() {
    this.#notes = [];
    this.#sounding.clear();
  }

  // The play head is at a tick, and goes on at a tempo unless it is held.
  move(head, tempo, rolling) {
    const now = performance.now();
    this.#rolling = rolling;
    if (tempo) this.#perMilli = tempo / 60000 * QUARTER;
    this.#told = {head, at: now};
    if (Math.abs(head - this.#head) > QUARTER) this.#head = head;
  }

  play(tick, status, pitch) {
    const channel = status & 15;
    const key = channel << 7 | pitch;
    const open = this.#sounding.get(key);
    if (open) {
      open.end = tick;
      this.#sounding.delete(key);
    }
    if ((status & 0xf0) === NOTE_ON) {
      const note = {tick, end: Infinity, pitch, channel};
      this.#sounding.set(key, note);
      this.#notes.push(note);
      if (this.#notes.length > MOST_NOTES) this.#notes.shift();
    }
  }

  // Whether there is anything that moves.
  get moves() {
    return this.#rolling;
  }

  draw(elapsed) {
    if (this.#rolling) {
      const told = this.#told.head + (performance.now() - this.#told.at) * this.#perMilli;
      this.#head += elapsed * this.#perMilli;
      this.#head += (told - this.#head) * CORRECTION;
    }
    const {context, width, height} = pen(this.#canvas);
    if (!width) return;
    const perTick = (width - MARGIN) / (SECONDS * 1000 * this.#perMilli || QUARTER);
    const now = width - MARGIN;
    const x = tick => now - (this.#head - tick) * perTick;
    this.#notes = this.#notes.filter(note => note.end === Infinity || x(note.end) > 0);
    this.#fit();
    const row = height / (this.#high - this.#low + 1);

    context.fillStyle = colour('faint');
    const first = Math.ceil((this.#head - now / perTick) / QUARTER);
    for (let beat = first; x(beat * QUARTER) <= now; beat++) context.fillRect(Math.round(x(beat * QUARTER)), 0, 1, height);

    for (const note of this.#notes) {
      const sounds = note.end === Infinity;
      const left = Math.min(x(note.tick), now - 2);
      const right = sounds ? now : Math.min(now, x(note.end));
      context.globalAlpha = sounds ? 1 : 0.62;
      context.fillStyle = sounds && note.channel === 0 ? colour('wet') : colour(COLOURS[note.channel] ?? 'soft');
      const thick = Math.max(3, Math.min(row * 0.9, 9));
      const y = (this.#high - note.pitch + 0.5) * row - thick / 2;
      context.beginPath();
      context.roundRect(left, y, Math.max(2, right - left - 1), thick, thick / 2.5);
      context.fill();
    }
    context.globalAlpha = 1;
    context.fillStyle = colour('line');
    context.fillRect(now, 0, 1.5, height);
  }

  // The range follows the notes that are seen, slowly.
  #fit() {
    if (!this.#notes.length) return;
    let low = 127;
    let high = 0;
    for (const {pitch} of this.#notes) {
      low = Math.min(low, pitch);
      high = Math.max(high, pitch);
    }
    const spare = Math.max(2, (FEWEST_PITCHES - (high - low)) / 2);
    this.#low += (low - spare - this.#low) * 0.08;
    this.#high += (high + spare - this.#high) * 0.08;
  }
}
