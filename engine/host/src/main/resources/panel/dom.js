// Small things that several parts of the page need.
export function make(name, className = '', text = '') {
  const element = document.createElement(name);
  element.className = className;
  element.textContent = text;
  return element;
}

export function button(text, label, action, className = 'small') {
  const element = make('button', className, text);
  element.type = 'button';
  element.setAttribute('aria-label', label);
  element.addEventListener('click', action);
  return element;
}

// Fits a canvas to its place on the screen and returns its pen, in pixels of the page; the colours are those of the theme.
export function pen(canvas) {
  const scale = window.devicePixelRatio || 1;
  const {clientWidth: width, clientHeight: height} = canvas;
  if (canvas.width !== Math.round(width * scale) || canvas.height !== Math.round(height * scale)) {
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
  }
  const context = canvas.getContext('2d');
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, width, height);
  return {context, width, height};
}

const style = getComputedStyle(document.documentElement);
const colours = {};
const forget = () => { for (const name of Object.keys(colours)) delete colours[name]; };
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', forget);

// A colour of the theme by its name.
export function colour(name) {
  return colours[name] ??= style.getPropertyValue(`--${name}`).trim();
}
