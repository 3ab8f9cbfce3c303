// What a tune is called, and how it is taken away.
import {make} from './dom.js';

const MODES = {'': 'major', maj: 'major', m: 'minor', min: 'minor', dor: 'Dorian', mix: 'Mixolydian', aeo: 'minor', ion: 'major', phr: 'Phrygian', lyd: 'Lydian', loc: 'Locrian'};

// "Jig in G major", "Tune in A Dorian", from the fields of the header.
export function name({R: rhythm, K: key}) {
  const first = rhythm ? rhythm[0].toUpperCase() + rhythm.slice(1) : 'Tune';
  const mode = /^([A-G][#b]?)\s*([A-Za-z]*)/u.exec(key ?? '');
  const scale = mode && MODES[mode[2].toLowerCase().slice(0, 3)];
  const tonic = mode && mode[1].replace('#', '♯').replace('b', '♭');
  return `${first}${scale ? ` in ${tonic} ${scale}` : ''}`;
}

export function nameOf(abc) {
  return name(Object.fromEntries([...abc.matchAll(/^([RK]):(.*)$/gmu)].reverse().map(([, field, value]) => [field, value.trim()])));
}

export function save(content, type, file) {
  const link = make('a');
  link.href = URL.createObjectURL(new Blob([content], {type}));
  link.download = file;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
