// The WebSocket to Lilt. Comes back by itself, soon at first and then less often; every new connection begins with the whole truth.
const FIRST_RETRY = 250;
const LAST_RETRY = 5000;
const SILENCE = 12000; // the server says something every five seconds

export class Connection {
  #listener;
  #socket;
  #count = 0;
  #retry = FIRST_RETRY;
  #timer;
  #watch;

  constructor(listener) {
    this.#listener = listener;
    // A page that wakes up or comes back to the network need not wait for the next try.
    const hurry = () => {
      if (document.visibilityState === 'visible' && this.#socket?.readyState === WebSocket.CLOSED) this.open();
    };
    document.addEventListener('visibilitychange', hurry);
    window.addEventListener('online', hurry);
    window.addEventListener('pageshow', hurry);
  }

  open() {
    clearTimeout(this.#timer);
    this.#listener.state('opening');
    const socket = new WebSocket(`ws://${location.host}/live`);
    this.#socket = socket;
    socket.onmessage = event => {
      this.#retry = FIRST_RETRY;
      this.#heard(socket);
      this.#listener.frame(JSON.parse(event.data));
    };
    socket.onopen = () => {
      this.#count = 0;
      this.#heard(socket);
      this.#listener.state('open');
    };
    socket.onclose = () => {
      if (socket !== this.#socket) return;
      clearTimeout(this.#watch);
      this.#listener.state('closed');
      this.#timer = setTimeout(() => this.open(), this.#retry);
      this.#retry = Math.min(2 * this.#retry, LAST_RETRY);
    };
  }

  // Returns the number of the message; an answer with that number or a later one knows of it. 0: not connected.
  send(message) {
    if (this.#socket?.readyState !== WebSocket.OPEN) return 0;
    this.#socket.send(JSON.stringify({n: ++this.#count, ...message}));
    return this.#count;
  }

  #heard(socket) {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => socket.close(), SILENCE);
  }
}
