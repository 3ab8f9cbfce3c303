// What is playing, and where.
export class Status {
  paused = false;
  #element;
  #seed = '';

  constructor(element, notify) {
    this.#element = element;
    element('seed').addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(this.#seed);
        notify('The seed is copied.');
      } catch {
        notify(`The seed is ${this.#seed}.`);
      }
    });
  }

  show(status) {
    this.paused = status.paused;
    this.#seed = status.seed;
    document.body.classList.toggle('paused', status.paused);
    this.#text('pause-label', status.paused ? 'Play' : 'Pause');
    this.#text('preset', status.preset);
    this.#text('destination', status.destination);
    this.#text('tune', status.tune > 0 ? status.tune.toLocaleString('en') : 'about to begin');
    this.#text('seed', status.seed);
    this.#element('seed').setAttribute('aria-label', `Seed ${status.seed}, copy`);
    this.#text('recording', status.recording || 'off');
    this.#text('events', status.events.toLocaleString('en'));
    this.#text('lateness', `${status.worstLatenessMillis.toFixed(1)} ms`);
    this.#text('underruns', status.underruns.toLocaleString('en'));
    this.#element('recording').classList.toggle('on', status.recording !== '');
    this.#element('underruns').classList.toggle('bad', status.underruns > 0);
  }

  #text(id, text) {
    const element = this.#element(id);
    if (element.textContent !== text) element.textContent = text;
  }
}
