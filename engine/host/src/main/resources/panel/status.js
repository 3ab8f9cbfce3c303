// What is playing, and where.
const NEW_SEEDS = 1000000; // few digits, so that a person can note one down

export class Status {
  paused = false;
  #element;
  #seed = '';

  // send(message) goes to the server; notify(text) says something to the user.
  constructor(element, send, notify) {
    this.#element = element;
    const play = seed => send({do: 'seed', text: seed});
    element('seed-form').addEventListener('submit', event => {
      event.preventDefault();
      play(element('seed').value);
      element('seed').blur();
    });
    element('new-seed').addEventListener('click', () => play(String(Math.floor(Math.random() * NEW_SEEDS))));
    element('seed').addEventListener('focus', () => element('seed').select());
    element('copy-seed').addEventListener('click', async () => {
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
    document.body.classList.toggle('paused', status.paused);
    this.#text('pause-label', status.paused ? 'Play' : 'Pause');
    this.#text('preset', status.preset);
    this.#text('destination', status.destination);
    this.#text('tune', status.tune > 0 ? status.tune.toLocaleString('en') : 'about to begin');
    const seed = this.#element('seed');
    if (this.#seed !== status.seed || document.activeElement !== seed) seed.value = status.seed;
    this.#seed = status.seed;
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
