
// The report: each tune's staff is drawn above its text. What abcjs cannot draw stays text.
for (const tune of document.querySelectorAll('.tune')) {
  const lines = tune.querySelector('.abc').textContent.split('\n').filter(line => !line.startsWith('X:'));
  const key = lines.findIndex(line => line.startsWith('K:'));
  const staff = tune.querySelector('.staff');
  try {
    if (key >= 0) draw(staff, lines.slice(0, key + 1).join('\n'), lines.slice(key + 1).join('\n'), staff.clientWidth);
  } catch {
    staff.replaceChildren();
  }
}
