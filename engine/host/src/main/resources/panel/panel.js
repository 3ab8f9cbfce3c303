// Joins the parts of the page: what the server tells goes to each of them, what the user does goes to the server.
import {Connection} from './connection.js';
import {Parameters} from './parameters.js';
import {Status} from './status.js';
import {Tunes} from './tunes.js';

const element = id => document.getElementById(id);

const connection = new Connection({
  frame(frame) {
    if (frame.parameters) {
      parameters.describe(frame.parameters);
      tunes.clear();
    }
    if (frame.values) parameters.show(frame.values, frame.ack ?? -1);
    if (frame.status) status.show(frame.status);
    if (frame.text) tunes.write(frame.at, frame.text);
    if (frame.error) notify(frame.error);
  },
  state(name) {
    document.body.dataset.connection = name;
    element('connection').textContent = {open: 'live', closed: 'not connected', opening: 'connecting …'}[name];
  },
});
const parameters = new Parameters(element('parameters'), (id, value) => connection.send({set: id, value}));
const status = new Status(element, notify);
const tunes = new Tunes(element('tunes'), element('latest'), notify);

let notice;
function notify(text) {
  element('notice').textContent = text;
  element('notice').hidden = false;
  clearTimeout(notice);
  notice = setTimeout(() => { element('notice').hidden = true; }, 4000);
}

const actions = {
  pause: () => connection.send({do: status.paused ? 'resume' : 'pause'}),
  next: () => connection.send({do: 'nextTune'}),
  silence: () => connection.send({do: 'allNotesOff'}),
};
for (const id of Object.keys(actions)) element(id).addEventListener('click', actions[id]);
actions.tap = event => parameters.tap(event.timeStamp);
const keys = {' ': 'pause', n: 'next', p: 'silence', Escape: 'silence', t: 'tap'};
document.addEventListener('keydown', event => {
  const action = keys[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!action || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target instanceof HTMLInputElement && event.target.type !== 'range';
  const pressing = event.key === ' ' && event.target instanceof HTMLButtonElement;
  if ((typing && event.key !== 'Escape') || pressing) return;
  event.preventDefault();
  actions[action](event);
});

connection.open();
