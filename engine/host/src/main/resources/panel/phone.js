// Where the panel is open to the network: the address for a phone, as a QR code and as text. Only the page of this machine has it.
export function inviteByDialog(element) {
  if (!element('phone')) return;
  element('phone-open').addEventListener('click', () => element('phone').showModal());
  element('phone-close').addEventListener('click', () => element('phone').close());
}
