// The characters as the network draws them, each with a bar for how likely it was.
import {colour, pen} from './dom.js';

const CELL = 15;
const MOST = 400;
const CERTAIN = 1000;
const SHOWN = {'\n': '↵', ' ': '␣'};

export class Tape {
  #canvas;
  #cells = [];
  #shift = 0; // cells that are still to slide in
  #dirty = true;
  #named = 0;

  constructor(canvas) {
    this.#canvas = canvas;
    new ResizeObserver(() => { this.#dirty = true; }).observe(canvas);
  }

  write(text, odds, late) {
    [...text].forEach((c, i) => this.#cells.push({c: SHOWN[c] ?? c, odds: odds[i] ?? CERTAIN}));
    this.#shift += late ? 0 : odds.length;
    this.#cells.splice(0, this.#cells.length - MOST);
    this.#dirty = true;
  }

  // Mean probability of what is kept, 0 to 1; certainty is what was not left to chance.
  get mean() {
    const drawn = this.#cells.filter(cell => cell.odds < CERTAIN);
    return drawn.length ? drawn.reduce((sum, cell) => sum + cell.odds, 0) / drawn.length / CERTAIN : 1;
  }

  redraw() {
    this.#dirty = true;
  }

  draw() {
    if (!this.#dirty && this.#shift < 0.01) return;
    this.#dirty = false;
    this.#shift *= this.#shift > 40 ? 0 : 0.8;
    const {context, width, height} = pen(this.#canvas);
    const top = 10;
    const tall = height - 22 - top;
    context.font = `14px ${colour('mono')}`;
    context.textAlign = 'center';
    for (let i = 1; i <= Math.min(this.#cells.length, Math.ceil(width / CELL) + 2); i++) {
      const {c, odds} = this.#cells.at(-i);
      const x = width - 14 - (i - this.#shift) * CELL;
      const share = odds / CERTAIN;
      context.fillStyle = colour('faint');
      context.fillRect(x + 3, top, CELL - 6, tall);
      context.fillStyle = colour(share < 0.15 ? 'wet' : share < 0.5 ? 'chord' : 'accent');
      context.fillRect(x + 3, top + tall * (1 - share), CELL - 6, Math.max(1.5, tall * share));
      context.fillStyle = colour('ink');
      context.fillText(c, x + CELL / 2, height - 6);
    }
    if (performance.now() - this.#named > 2000) { // for those who do not see it
      this.#named = performance.now();
      const last = this.#cells.slice(-12).map(cell => `${cell.c} ${Math.round(cell.odds / 10)} %`).join(', ');
      this.#canvas.setAttribute('aria-label', `Last characters with their probabilities: ${last}`);
    }
  }
}
