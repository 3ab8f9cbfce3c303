// Joins the parts of the page: what the server tells goes to each of them, what the user does goes to the server.
import {Arrange} from './arrange.js';
import {Connection} from './connection.js';
import {Heard} from './heard.js';
import {Learn} from './learn.js';
import {Meters} from './meters.js';
import {Parameters} from './parameters.js';
import {inviteByDialog} from './phone.js';
import {Roll} from './roll.js';
import {Status} from './status.js';
import {Tape} from './tape.js';
import {Tunes} from './tunes.js';

const NOTE_ON = 0x90;
const NOTE = 5; // numbers that tell of a note
const FALL = 0.995; // of the level light, in a millisecond
const element = id => document.getElementById(id);
const send = message => {
  parameters.flush();
  return connection.send(message);
};

const connection = new Connection({
  frame(frame) {
    if (frame.hello) for (const part of [tunes, roll, meters, heard]) part.clear();
    if (frame.parameters) {
      parameters.describe(frame.parameters);
      learn.describe(frame.parameters);
      bindRepeat();
    }
    if (frame.values) parameters.show(frame.values, frame.ack ?? -1);
    if (frame.text) {
      tunes.write(frame.at, frame.text);
      tape.write(frame.text, frame.odds, Boolean(frame.hello));
    }
    if (frame.status) {
      status.show(frame.status);
      meters.add(frame.status, tape.mean);
      roll.move(frame.status.playHead, frame.status.tempo, !frame.status.paused);
    }
    if (frame.notes) play(frame.notes, frame.head);
    if (frame.knobs) {
      parameters.showKnobs(frame.knobs);
      learn.show(frame.knobs);
    }
    if (frame.tunes) heard.show(frame.tunes, frame.gone);
    if (frame.faults) {
      element('faults').hidden = frame.faults.length === 0;
      element('faults-text').textContent = frame.faults.join('\n');
    }
    if (frame.arrangement) arrange.show(frame.arrangement);
    if (frame.catalogue) arrange.offer(frame.catalogue);
    if (frame.comparison) arrange.compare(frame.comparison);
    if (frame.draft) heard.remark(frame.draft);
    if (frame.kept) heard.kept(frame.kept);
    if (frame.error) {
      notify(frame.error);
      arrange.refused(frame.error);
      heard.refused(frame.error);
    }
  },
  state(name) {
    document.body.dataset.connection = name;
    if (name === 'open') goOnDrawing();
    element('connection').textContent = {open: 'live', closed: 'not connected', opening: 'connecting …'}[name];
  },
});
const parameters = new Parameters(element('parameters'), (id, value) => connection.send({set: id, value}), id => send({do: 'unlearn', text: id}));
const learn = new Learn(element, send, notify);
const status = new Status(element, send, notify);
const tunes = new Tunes(element('tunes'), element('latest'), notify);
const heard = new Heard(element, send);
const arrange = new Arrange(element, send);
const roll = new Roll(element('roll'));
const tape = new Tape(element('tape'));
const meters = new Meters(element);
let level = 0;

function play(notes, head) {
  roll.move(head, 0, !status.paused);
  for (let i = 0; i < notes.length; i += NOTE) {
    const [tick, kind, pitch, velocity, source] = notes.slice(i, i + NOTE);
    roll.play(tick, kind, pitch);
    tunes.play(kind, pitch, source);
    if ((kind & 0xf0) === NOTE_ON) level = Math.max(level, velocity / 127);
  }
}

let notice;
function notify(text) {
  element('notice').textContent = text;
  element('notice').hidden = false;
  clearTimeout(notice);
  notice = setTimeout(() => { element('notice').hidden = true; }, 4000);
}

const toggleRepeat = () => {
  const repeat = parameters.find('repeat');
  repeat?.turn(1 - repeat.value);
};
// The button of the transport stands for the parameter of that name, where there is one.
function bindRepeat() {
  const repeat = parameters.find('repeat');
  element('repeat').hidden = !repeat;
  if (repeat) repeat.changed = value => element('repeat').setAttribute('aria-pressed', value !== 0);
}

const actions = {
  pause: () => send({do: status.paused ? 'resume' : 'pause'}),
  next: () => send({do: 'nextTune'}),
  repeat: toggleRepeat,
  silence: () => send({do: 'allNotesOff'}),
};
for (const id of Object.keys(actions)) element(id).addEventListener('click', actions[id]);
element('forgive').addEventListener('click', () => send({do: 'forgive'}));
actions.heard = () => heard.open();
actions.arrange = () => arrange.open();
actions.learn = () => learn.turn(!learn.on);
actions.tap = event => parameters.tap(event.timeStamp);
const keys = {' ': 'pause', n: 'next', r: 'repeat', p: 'silence', Escape: 'silence', t: 'tap', h: 'heard', a: 'arrange', m: 'learn'};
document.addEventListener('keydown', event => {
  const action = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!action || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  const {target} = event;
  const typing = target.matches('textarea, select, input:not([type=range], [type=checkbox])');
  const pressing = event.key === ' ' && target.matches('button, summary, [type=checkbox]');
  if (document.querySelector('dialog[open]')) return; // Escape closes it
  if (event.key === 'Escape' && learn.on) {
    learn.turn(false);
    return;
  }
  if ((typing && event.key !== 'Escape') || pressing) return;
  event.preventDefault();
  actions[action](event);
});

// One loop draws all that moves, while there is something to know of it.
let before = performance.now();
let drawing = false;
function draw(now) {
  const elapsed = Math.min(100, now - before);
  before = now;
  if (roll.moves) roll.draw(elapsed);
  tape.draw();
  if (level > 0) {
    level = level < 0.02 ? 0 : level * FALL ** elapsed;
    element('level').style.setProperty('--level', level.toFixed(2));
  }
  drawing = document.body.dataset.connection === 'open' || level > 0;
  if (drawing) requestAnimationFrame(draw);
}
function goOnDrawing() {
  if (drawing) return;
  drawing = true;
  requestAnimationFrame(draw);
}
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
  roll.draw(0);
  tape.redraw();
  meters.draw();
});

inviteByDialog(element);
connection.open();
