// The last hundred tunes: hear one again, one like it, one that begins like it or with bars that are typed; like it, or take it away.
import {button, make} from './dom.js';
import {canDraw, draw, midi} from './notation.js';
import {nameOf, save} from './tune.js';

const CHECK = 250; // milliseconds after the last key

export class Heard {
  #tunes = new Map();
  #element;
  #send;
  #timer;
  #seen = new IntersectionObserver(entries => entries.forEach(entry => entry.isIntersecting && this.#draw(entry.target)));

  constructor(element, send) {
    this.#element = element;
    this.#send = send;
    const draft = element('draft');
    element('heard-open').addEventListener('click', () => this.open());
    element('heard-close').addEventListener('click', () => element('heard').close());
    draft.addEventListener('input', () => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => send({do: 'check', text: draft.value}), CHECK);
    });
    element('keep-form').addEventListener('submit', event => event.preventDefault()); // each tune has a button for it
    addEventListener('afterprint', () => document.querySelector('.printed')?.classList.remove('printed'));
    element('draft-form').addEventListener('submit', event => {
      event.preventDefault();
      send({do: 'beginWith', text: draft.value});
      element('heard').close();
    });
  }

  open() {
    this.#element('heard-news').textContent = '';
    this.#element('heard').showModal();
    this.#send({do: 'check', text: this.#element('draft').value});
  }

  clear() {
    this.#tunes.clear();
    this.#element('heard-list').replaceChildren();
  }

  // What is new in the history, and the numbers of those that are gone.
  show(tunes, gone) {
    for (const number of gone) {
      this.#tunes.get(number)?.item.remove();
      this.#tunes.delete(number);
    }
    for (const tune of tunes) {
      const known = this.#tunes.get(tune.number);
      const item = this.#item(tune);
      if (known) known.item.replaceWith(item);
      else this.#element('heard-list').prepend(item);
      this.#tunes.set(tune.number, {tune, item});
    }
    this.#element('heard-count').textContent = this.#tunes.size;
  }

  // In which file a tune was kept.
  kept(file) {
    const book = /([^/\\]+)\.abc$/u.exec(file)[1];
    const books = this.#element('tunebooks');
    if (![...books.options].some(option => option.value === book)) books.append(new Option('', book));
    this.#element('heard-news').classList.remove('odd');
    this.#element('heard-news').textContent = `Kept at the end of ${file}`;
  }

  refused(reason) {
    this.#element('heard-news').classList.add('odd');
    this.#element('heard-news').textContent = reason;
  }

  // What the reader says about the bars that were typed.
  remark({notes, remarks}) {
    this.#element('draft-remarks').textContent = remarks.length ? remarks.join('\n') : `${notes} notes, nothing odd`;
    this.#element('draft-remarks').classList.toggle('odd', remarks.length > 0);
    this.#element('draft-play').disabled = notes === 0;
  }

  #item(tune) {
    const {number, abc, liked} = tune;
    const text = String(number);
    const item = make('li', 'heard-tune');
    item.dataset.number = number;
    const name = abc ? nameOf(abc) : 'Being written';
    const act = action => () => {
      this.#send({do: action, text});
      this.#element('heard').close();
    };
    const like = button(liked ? '♥' : '♡', `Like ${name}, tune ${number}`, () => this.#send({do: liked ? 'unlike' : 'like', text}), 'small like');
    like.setAttribute('aria-pressed', liked);
    const heading = make('div', 'heading');
    heading.append(make('h3', 'title', name), like);
    const facts = make('p', 'when', `Tune ${tune.ordinal} of seed ${tune.seed} · ${new Date(tune.played).toLocaleTimeString([], {hour: '2-digit', minute: '2-digit'})}`);
    item.append(heading, facts, make('div', 'staff'));
    if (!abc) return item;
    const keep = () => {
      if (this.#element('keep-form').reportValidity()) this.#send({do: 'keep', text: `${number} ${this.#element('keep-in').value}`});
    };
    const file = `X:${number}\nT:${name}\n${abc}`;
    const does = make('div', 'does');
    does.append(
      button('Play again', `Play again: ${name}`, act('again')),
      button('More like this', `More like this: ${name}`, act('moreLike')),
      button('Begin with its bars', `Begin with its bars: ${name}`, () => this.#edit(abc)),
      button('Keep', `Keep ${name}, tune ${number}, in the tunebook`, keep),
      button('ABC', `Save ${name} as ABC`, () => save(file, 'text/vnd.abc', `lilt-${number}.abc`)),
    );
    if (canDraw) {
      does.append(
        button('MIDI', `Save ${name} as MIDI`, () => save(midi(file), 'audio/midi', `lilt-${number}.mid`)),
        button('SVG', `Save ${name} as SVG`, () => save(this.#svg(item), 'image/svg+xml', `lilt-${number}.svg`)),
        button('Print', `Print ${name}, or save it as PDF`, () => this.#print(item)),
      );
      item.abc = abc;
      this.#seen.observe(item);
    }
    item.append(does);
    return item;
  }

  #draw(item) {
    this.#seen.unobserve(item);
    const staff = item.querySelector('.staff');
    try {
      draw(staff, '', item.abc.trim(), staff.clientWidth);
    } catch { // what no notation was made for
      staff.replaceChildren(make('p', 'text', item.abc));
    }
  }

  // What is printed is said by the style sheet.
  #print(item) {
    if (!item.querySelector('svg')) this.#draw(item);
    item.classList.add('printed');
    print();
  }

  #svg(item) {
    if (!item.querySelector('svg')) this.#draw(item);
    const svg = item.querySelector('svg').cloneNode(true);
    svg.setAttribute('fill', '#000');
    return new XMLSerializer().serializeToString(svg);
  }

  #edit(abc) {
    const [header, ...bars] = abc.split(/(?<=K:[^\n]*\n)/u);
    this.#element('draft').value = header + bars.join('').split('|').slice(0, 5).join('|').trimEnd() + '|';
    this.#element('draft').dispatchEvent(new Event('input'));
    this.#element('draft').focus();
  }
}
