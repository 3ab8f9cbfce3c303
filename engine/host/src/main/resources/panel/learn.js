// MIDI learn: while it is on, a click on a control lets the next knob of a MIDI keyboard turn it.
const ENDS = 'button.knob'; // takes the knob away, and is no choice

export class Learn {
  #element;
  #send;
  #notify;
  #names = {};
  #waits = '';
  on = false;

  // send(message) goes to the server; notify(text) says something to the user.
  constructor(element, send, notify) {
    this.#element = element;
    this.#send = send;
    this.#notify = notify;
    element('learn').addEventListener('click', () => this.turn(!this.on));
    for (const event of ['pointerdown', 'mousedown', 'click']) {
      element('parameters').addEventListener(event, this.#choose, {capture: true});
    }
    element('parameters').addEventListener('keydown', event => {
      if (event.key === 'Enter' || event.key === ' ') this.#choose(event);
    }, {capture: true});
  }

  describe(parameters) {
    this.#names = Object.fromEntries(parameters.map(p => [p.id, p.name]));
  }

  show({learning}) {
    if (this.#waits && !learning && this.on) this.#notify(`${this.#names[this.#waits]} has its knob.`);
    this.#waits = learning;
  }

  turn(on) {
    this.on = on;
    document.body.classList.toggle('learning', on);
    this.#element('learn').setAttribute('aria-pressed', on);
    if (on) this.#notify('Click a control, then turn a knob.');
    else this.#send({do: 'learn', text: ''});
  }

  #choose = event => {
    const control = event.target.closest('[data-parameter]');
    if (!this.on || !control || event.target.matches(ENDS)) return;
    event.preventDefault();
    event.stopPropagation();
    if (event.type !== 'click' && event.type !== 'keydown') return;
    const {parameter} = control.dataset;
    this.#send({do: 'learn', text: parameter});
    this.#notify(`Turn a knob for ${this.#names[parameter]}.`);
  };
}
