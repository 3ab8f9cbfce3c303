// Draws a control for each parameter from its description alone, and keeps it in step with the server.
import {button, make} from './dom.js';

const LONGEST_BEAT = 2500; // milliseconds; a longer wait begins anew
const MOST_BEATS = 8;
const WHEEL = 100; // of a wheel's motion are a step

export class Parameters {
  #parent;
  #set;
  #unlearn;
  #controls = [];

  // set(id, value) sends a value and returns the number of the message; unlearn(id) takes its knobs from a parameter.
  constructor(parent, set, unlearn) {
    this.#parent = parent;
    this.#set = set;
    this.#unlearn = unlearn;
  }

  describe(parameters) {
    const described = JSON.stringify(parameters);
    if (this.described !== described) { // the same after a reconnect: a hand may be on a slider
      this.described = described;
      this.#controls = parameters.map(p => new (p.choices ? Choice : Dial)(p, value => this.#set(p.id, value)));
      this.#parent.replaceChildren(...this.#groups(parameters));
    }
    for (const control of this.#controls) control.forget();
    this.showKnobs({learning: '', turned: {}});
  }

  // Which parameter waits for a knob of MIDI, and the controllers of the others.
  showKnobs({learning, turned}) {
    for (const control of this.#controls) {
      const knobs = Object.keys(turned).filter(knob => turned[knob] === control.id);
      control.showKnobs(knobs, control.id === learning, this.#unlearn);
    }
  }

  // Sends at once what waits for the next frame of the screen: a command that follows must not come before it.
  flush() {
    for (const control of this.#controls) control.flush();
  }

  show(values, ack) {
    this.#controls.forEach((control, i) => control.show(values[i], ack));
  }

  // The first parameter whose id is this, be it of one part or another.
  find(id) {
    return this.#controls.find(control => control.id === id || control.id.endsWith(`.${id}`));
  }

  // Beats the tempo by hand; time in milliseconds.
  tap(time) {
    this.#controls.find(control => control.tap)?.tap(time);
  }

  #groups(parameters) {
    const groups = new Map();
    parameters.forEach((p, i) => {
      const name = p.path.split('/').filter(level => level).join(' · ');
      if (!groups.has(name)) groups.set(name, []);
      groups.get(name).push(this.#controls[i].element);
    });
    return [...groups].map(([name, controls]) => {
      const group = make('details', 'group');
      const body = make('div', 'controls');
      body.append(...controls);
      group.append(make('summary', '', name || 'general'), body);
      group.open = true;
      return group;
    });
  }
}

// What all controls have in common: a value that is sent with the next frame of the screen, and answers that may be older than it.
class Control {
  #send;
  #sent = 0; // number of the last message about this parameter
  #wanted = null; // value to send with the next frame of the screen
  changed = () => {};

  constructor(parameter, send) {
    this.p = parameter;
    this.id = parameter.id;
    this.#send = send;
    this.value = parameter.default;
  }

  forget() {
    this.#sent = 0;
  }

  showKnobs(knobs, waits, unlearn) {
    this.element.querySelectorAll('.knob, .sign').forEach(one => one.remove());
    this.element.classList.toggle('waits', waits);
    if (waits) this.element.append(make('span', 'sign', 'Turn a knob …'));
    if (knobs.length) {
      const text = `CC ${knobs.join(', ')}`;
      this.element.append(button(`${text} ✕`, `${this.p.name}: turned by ${text}; let no knob turn it`, () => unlearn(this.id), 'small knob'));
    }
  }

  // An older answer than our last message knows nothing of it, and must not pull the slider back.
  show(value, ack) {
    if (this.#wanted !== null || (this.#sent > 0 && ack < this.#sent)) return;
    this.#sent = 0;
    this.#take(value);
  }

  turn(value) {
    this.#take(Math.min(this.p.maximum, Math.max(this.p.minimum, value)));
    if (this.#wanted === null) requestAnimationFrame(() => this.flush());
    this.#wanted = this.value;
  }

  flush() {
    if (this.#wanted === null) return;
    this.#sent = this.#send(this.#wanted);
    this.#wanted = null;
  }

  #take(value) {
    this.value = value;
    this.render();
    this.changed(value);
  }
}

// One of several named things, or a switch where they are off and on.
class Choice extends Control {
  #input;

  constructor(parameter, send) {
    super(parameter, send);
    const {id, name, choices} = parameter;
    this.isSwitch = choices.join() === 'off,on';
    this.#input = make(this.isSwitch ? 'input' : 'select', this.isSwitch ? 'switch' : 'select');
    this.#input.id = `value-${id}`;
    if (this.isSwitch) Object.assign(this.#input, {type: 'checkbox', role: 'switch'});
    else choices.forEach((choice, i) => this.#input.append(new Option(choice, i)));
    this.#input.addEventListener('change', () => this.turn(this.isSwitch ? Number(this.#input.checked) : Number(this.#input.value)));
    const label = make('label', 'name', name);
    label.htmlFor = this.#input.id;
    this.element = make('div', `control choice${this.isSwitch ? ' on-off' : ''}`);
    this.element.dataset.parameter = id;
    this.element.append(label, this.#input);
    this.render();
  }

  render() {
    if (this.isSwitch) this.#input.checked = this.value !== 0;
    else this.#input.value = String(this.value);
  }
}

// A number: a slider, and the value to be typed.
class Dial extends Control {
  #slider = make('input', 'slider');
  #number = make('input', 'number');
  #reset = make('button', 'reset', '↺');

  constructor(parameter, send) {
    super(parameter, send);
    this.element = this.#draw();
    this.render();
  }

  #draw() {
    const {id, name, unit, minimum, maximum} = this.p;
    const label = make('label', 'name', name);
    label.htmlFor = `value-${id}`;
    Object.assign(this.#slider, {type: 'range', min: minimum, max: maximum, step: this.#step(), id: `slider-${id}`});
    this.#slider.setAttribute('aria-label', name);
    Object.assign(this.#number, {type: 'number', min: minimum, max: maximum, step: this.#step(), id: `value-${id}`, inputMode: 'decimal'});
    this.#reset.type = 'button';
    this.#reset.title = `Default: ${this.#text(this.p.default)} ${unit}`.trim();
    this.#reset.setAttribute('aria-label', `Set ${name} to its default`);

    this.#slider.addEventListener('input', () => this.turn(this.#slider.valueAsNumber));
    this.#slider.addEventListener('dblclick', () => this.turn(this.p.default));
    this.#slider.addEventListener('keydown', event => {
      if (event.key === 'Delete' || event.key === 'Backspace') this.turn(this.p.default);
    });
    this.#reset.addEventListener('click', () => this.turn(this.p.default));
    for (const event of ['focus', 'click']) this.#number.addEventListener(event, () => this.#number.select());
    this.#number.addEventListener('change', () => {
      const typed = this.#number.valueAsNumber;
      if (Number.isNaN(typed)) this.render();
      else this.turn(typed);
    });

    let wheeled = 0;
    this.#number.addEventListener('wheel', event => { // over the page the wheel scrolls; a number that is being typed is turned
      if (document.activeElement !== this.#number) return;
      event.preventDefault();
      wheeled -= event.deltaY;
      const steps = Math.trunc(wheeled / WHEEL);
      wheeled -= steps * WHEEL;
      if (steps) this.turn(this.value + steps * this.#step());
    }, {passive: false});

    const row = make('div', 'control');
    row.dataset.parameter = id;
    row.append(label, this.#number, this.#unit(), this.#reset, this.#slider);
    return row;
  }

  // A unit that can be beaten by hand is a button for doing so.
  #unit() {
    const {unit} = this.p;
    if (unit !== 'bpm') return make('span', 'unit', unit);
    const beats = [];
    this.tap = time => {
      if (time - beats.at(-1) > LONGEST_BEAT) beats.length = 0;
      beats.push(time);
      if (beats.length > MOST_BEATS) beats.shift();
      if (beats.length < 2) return;
      const tempo = 60000 * (beats.length - 1) / (time - beats[0]);
      this.turn(Math.round(tempo));
    };
    const button = make('button', 'unit small tap', unit);
    button.type = 'button';
    button.title = 'Tap the tempo (t)';
    button.setAttribute('aria-label', `${unit}: tap the tempo`);
    button.setAttribute('aria-keyshortcuts', 't');
    button.addEventListener('pointerdown', event => this.tap(event.timeStamp)); // a click would come when the finger is lifted
    button.addEventListener('keydown', event => {
      if (event.key === 'Enter' && !event.repeat) this.tap(event.timeStamp);
    });
    return button;
  }

  render() {
    const {minimum, maximum} = this.p;
    const share = (this.value - minimum) / (maximum - minimum || 1);
    this.#slider.value = this.value;
    this.#slider.style.setProperty('--share', share);
    this.#slider.style.setProperty('--default', (this.p.default - minimum) / (maximum - minimum || 1));
    this.#slider.setAttribute('aria-valuetext', `${this.#text(this.value)} ${this.p.unit}`.trim());
    if (document.activeElement !== this.#number || this.#number.valueAsNumber !== this.value) this.#number.value = this.#text(this.value);
    this.#reset.classList.toggle('idle', Math.abs(this.value - this.p.default) < this.#step() / 2);
  }

  // As many decimals as a step of the slider has, or as the value needs, up to three.
  #text(value) {
    const decimals = -Math.floor(Math.log10(this.#step()));
    const needed = String(Math.round(value * 1000) / 1000).split('.')[1]?.length ?? 0;
    return value.toFixed(Math.max(0, decimals, needed));
  }

  // A step of 1, 2 or 5 and zeros, about a two-hundredth of the range.
  #step() {
    const {minimum, maximum, stepped} = this.p;
    if (stepped) return 1;
    const rough = (maximum - minimum) / 200 || 1;
    const ten = 10 ** Math.floor(Math.log10(rough));
    const digit = [1, 2, 5, 10].find(d => d * ten >= rough * 0.999);
    return Number((digit * ten).toPrecision(1));
  }
}
