// Small pictures of how punctual the music is and how sure the network is of itself, over the last minute.
import {colour, pen} from './dom.js';

const MOST = 240; // samples, four a second
const LEAST_RANGE = 5; // milliseconds of lateness at the full height of the picture

export class Meters {
  #element;
  #samples = [];
  #underruns = 0;

  constructor(element) {
    this.#element = element;
  }

  clear() {
    this.#samples = [];
  }

  add(status, certainty) {
    const underrun = this.#samples.length > 0 && status.underruns > this.#underruns;
    this.#underruns = status.underruns;
    this.#samples.push({late: status.latenessMillis, ahead: status.aheadMillis, underrun, certainty});
    if (this.#samples.length > MOST) this.#samples.shift();
    this.draw();
  }

  draw() {
    const last = this.#samples.at(-1);
    if (!last) return;
    const range = Math.max(LEAST_RANGE, ...this.#samples.map(s => s.late));
    const furthest = Math.max(100, ...this.#samples.map(s => s.ahead));
    this.#picture('timing', (context, x, step, height) => this.#samples.forEach((s, i) => {
      context.fillStyle = colour('accent');
      context.globalAlpha = 0.3;
      context.fillRect(x(i), height * (1 - s.ahead / furthest), step + 0.5, height * s.ahead / furthest);
      context.globalAlpha = 1;
      context.fillStyle = colour(s.underrun ? 'danger' : 'wet');
      const tall = s.underrun ? height : Math.max(s.late > 0.05 ? 1 : 0, height * s.late / range);
      context.fillRect(x(i), height - tall, Math.max(1, step), tall);
    }));
    this.#picture('certainty', (context, x, step, height) => {
      context.fillStyle = colour('accent');
      context.globalAlpha = 0.55;
      this.#samples.forEach((s, i) => context.fillRect(x(i), height * (1 - s.certainty), step + 0.5, height * s.certainty));
      context.globalAlpha = 1;
    });
    this.#say('timing', `${last.late.toFixed(1)} ms late, written ${Math.round(last.ahead)} ms ahead`);
    this.#say('certainty', `${Math.round(100 * last.certainty)} % sure of each character`);
  }

  #picture(id, paint) {
    const {context, width, height} = pen(this.#element(id));
    const step = width / MOST;
    context.fillStyle = colour('faint');
    context.fillRect(0, height - 1, width, 1);
    paint(context, i => width - (this.#samples.length - i) * step, step, height);
  }

  #say(id, text) {
    this.#element(`${id}-text`).textContent = text;
  }
}
