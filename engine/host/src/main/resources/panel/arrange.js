// Who plays what through which effects and where, and presets: shown as the server has them, changed by asking it.
import {button, make} from './dom.js';

export class Arrange {
  #element;
  #send;
  #is = {out: '', trouble: '', parts: []};
  #offered = {generators: [], effects: [], presets: [], destinations: []};
  #compared = '';

  constructor(element, send) {
    this.#element = element;
    this.#send = send;
    element('arrange-open').addEventListener('click', () => this.open());
    element('arrange-close').addEventListener('click', () => element('arrange').close());
    this.#submit('part-form', () => ({arrange: 'addPart', what: element('part-choice').value}));
    this.#submit('out-form', () => ({arrange: 'destination', what: element('out-choice').value}));
    this.#submit('save-form', () => ({arrange: 'save', what: element('save-name').value}));
  }

  #submit(form, message) {
    this.#element(form).addEventListener('submit', event => {
      event.preventDefault();
      this.#ask(message());
      if (form === 'save-form') this.#send({do: 'catalogue'});
    });
  }

  #ask(message) {
    this.#element('arrange-news').textContent = '';
    this.#send(message);
  }

  open() {
    this.#element('arrange-news').textContent = '';
    this.#element('arrange').showModal();
    this.#send({do: 'catalogue'});
  }

  refused(reason) {
    this.#element('arrange-news').textContent = reason;
  }

  // How it is now.
  show(arrangement) {
    this.#is = arrangement;
    this.#draw();
  }

  // What there is to choose from.
  offer(catalogue) {
    this.#offered = catalogue;
    fill(this.#element('part-choice'), catalogue.generators.filter(g => g.there), g => g.about || g.name);
    this.#element('presets').replaceChildren(...catalogue.presets.map(preset => this.#preset(preset)));
    this.#draw();
  }

  // In what the preset that was asked about differs from what is played.
  compare(differences) {
    const row = [...this.#element('presets').children].find(item => item.dataset.preset === this.#compared);
    if (!row) return;
    row.querySelector('.comparison')?.remove();
    if (!differences.length) {
      row.append(make('p', 'comparison', 'As what is played.'));
      return;
    }
    const table = make('table', 'comparison');
    const head = make('tr');
    for (const title of ['', 'played', this.#compared]) {
      const cell = make('th', '', title);
      cell.scope = 'col';
      head.append(cell);
    }
    table.append(head, ...differences.map(({field, played, other}) => {
      const line = make('tr');
      const name = make('th', '', field);
      name.scope = 'row';
      line.append(name, make('td', '', played || '–'), make('td', '', other || '–'));
      return line;
    }));
    row.append(table);
  }

  #draw() {
    const {out, trouble, parts} = this.#is;
    const focus = document.activeElement?.dataset?.focus;
    this.#element('parts').replaceChildren(...parts.map((part, i) => this.#part(part, i, parts.length)));
    if (focus) this.#element('parts').querySelector(`[data-focus="${CSS.escape(focus)}"]:enabled`)?.focus();
    this.#element('out-trouble').textContent = trouble;
    this.#element('out-trouble').hidden = !trouble;
    const there = this.#offered.destinations.filter(d => d.there || d.id === out);
    if (!there.some(d => d.id === out)) there.unshift({id: out, about: ''});
    fill(this.#element('out-choice'), there, d => d.about ? `${d.id}: ${d.about}` : d.id);
    this.#element('out-choice').value = out;
    this.#element('out-missing').replaceChildren(
      ...this.#offered.destinations.filter(d => !there.includes(d)).map(d => make('li', '', `${d.id}: ${d.about}`)),
      ...this.#offered.effects.filter(e => !e.there).map(e => make('li', '', `Plugin ${e.name}: ${e.about}`)),
    );
  }

  #part(part, i, count) {
    const item = make('li', 'part');
    item.dataset.part = part.name;
    const key = what => `${part.name} ${what}`;
    const act = (does, more) => () => this.#ask({arrange: does, part: part.name, ...more});
    const heading = make('div', 'heading');
    const does = make('div', 'does');
    if (count > 1) {
      does.append(
        tool('↑', `Part ${part.name} up`, key('up'), act('movePart', {to: i - 1}), i === 0),
        tool('↓', `Part ${part.name} down`, key('down'), act('movePart', {to: i + 1}), i === count - 1),
        tool('✕', `Take part ${part.name} away`, key('away'), act('removePart'), false),
      );
    }
    const about = this.#offered.generators.find(g => g.id === part.generator);
    const title = make('h4', '', part.name);
    title.append(make('span', 'about', about && about.name !== part.name ? about.name : part.generator === part.name ? '' : part.generator));
    heading.append(title, does);
    item.append(heading);
    if (part.fault) item.append(this.#fault(`Left out: its generator ${part.fault}`, act('takeIn')));
    const effects = make('ol', 'effects');
    effects.append(...part.effects.map((effect, at) => this.#effect(part, effect, at)));
    item.append(effects, this.#add(part));
    return item;
  }

  #effect(part, effect, at) {
    const item = make('li', 'effect');
    item.dataset.effect = effect.id;
    const name = this.#offered.effects.find(e => e.id === effect.id)?.name ?? effect.id;
    const key = what => `${part.name} ${effect.id} ${what}`;
    const act = (does, more) => () => this.#ask({arrange: does, part: part.name, what: effect.id, at, ...more});
    const on = tool(effect.bypassed ? '○' : '●', `${name} of ${part.name}`, key('on'), act(effect.bypassed ? 'passEffect' : 'bypassEffect'), false);
    on.setAttribute('aria-pressed', !effect.bypassed);
    const heading = make('div', 'heading');
    const does = make('div', 'does');
    does.append(
      on,
      tool('↑', `${name} of ${part.name} up`, key('up'), act('moveEffect', {to: at - 1}), at === 0),
      tool('↓', `${name} of ${part.name} down`, key('down'), act('moveEffect', {to: at + 1}), at === part.effects.length - 1),
      tool('✕', `Take ${name} out of ${part.name}`, key('away'), act('removeEffect'), false),
    );
    heading.append(make('span', effect.bypassed ? 'name idle' : 'name', name), does);
    item.append(heading);
    if (effect.fault) item.append(this.#fault(`Bypassed: ${effect.fault}`, act('passEffect')));
    return item;
  }

  #fault(reason, forgive) {
    const line = make('p', 'remarks odd', `${reason} `);
    line.append(button('Take back in', 'Take it back in', forgive));
    return line;
  }

  #add(part) {
    const form = make('form', 'choose');
    const label = make('label', '', 'Add an effect');
    const choice = make('select');
    choice.id = `effect-for-${part.name}`;
    choice.dataset.focus = `${part.name} add`;
    label.htmlFor = choice.id;
    fill(choice, this.#offered.effects.filter(e => e.there), e => e.about ? `${e.name}: ${e.about}` : e.name);
    const add = make('button', 'small', 'Add');
    add.setAttribute('aria-label', `Add the effect to ${part.name}`);
    form.append(label, choice, add);
    form.addEventListener('submit', event => {
      event.preventDefault();
      this.#ask({arrange: 'addEffect', part: part.name, what: choice.value, at: part.effects.length});
    });
    return form;
  }

  #preset({id, about, there}) {
    const item = make('li', 'preset-row');
    item.dataset.preset = id;
    const heading = make('div', 'heading');
    const does = make('div', 'does');
    does.append(
      button('Play', `Play preset ${id}`, () => this.#ask({arrange: 'load', what: id})),
      button('Compare', `Compare preset ${id} with what is played`, () => {
        this.#compared = id;
        this.#send({do: 'compare', text: id});
      }),
    );
    for (const each of does.children) each.disabled = !there;
    heading.append(make('h4', '', id), does);
    item.append(heading, make('p', there ? 'remarks' : 'remarks odd', about));
    return item;
  }
}

function tool(text, label, focus, does, disabled) {
  const made = button(text, label, does, 'small tool');
  made.dataset.focus = focus;
  made.disabled = disabled;
  return made;
}

// Fills a choice, and keeps what is chosen.
function fill(choice, items, text) {
  const before = choice.value;
  choice.replaceChildren(...items.map(item => new Option(text(item), item.id)));
  if (items.some(item => item.id === before)) choice.value = before;
}
