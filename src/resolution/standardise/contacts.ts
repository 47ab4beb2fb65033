import { type Term, termOf } from './term.ts';

/** An e-mail address in comparable form; `text` is the whole. */
export interface EmailForm extends Term {
  local: string;
  domain: string;
}

/** Domains where dots before the @ do not count (support.google.com/mail/answer/7436150). */
const DOTLESS: ReadonlySet<string> = new Set(['gmail.com', 'googlemail.com']);
/** Digits at the end of a phone number that tell it from others; what precedes is country and trunk prefix. */
const PHONE_DIGITS = 9;

/** An e-mail address as its mailbox: without what follows a plus, and without the dots that the provider ignores. */
export function standardiseEmail(address: string): EmailForm | undefined {
  const clean = address
    .toLowerCase()
    .replace(/^.*<([^<>]*)>\s*$/, '$1')
    .trim();
  const at = clean.lastIndexOf('@');
  let local = at < 0 ? clean : clean.slice(0, at);
  let domain = at < 0 ? '' : clean.slice(at + 1);
  if (local.indexOf('+') > 0) local = local.slice(0, local.indexOf('+'));
  if (DOTLESS.has(domain)) [local, domain] = [local.replaceAll('.', ''), 'gmail.com'];
  if (local === '' || isPlaceholder(local, domain)) return undefined;
  return { ...termOf(domain ? `${local}@${domain}` : local), local, domain };
}

/** Addresses that nobody reads (RFC 2606 reserves example and test). */
function isPlaceholder(local: string, domain: string): boolean {
  return (
    /^(test|none|null|na|no|noemail|noreply|no-reply|unknown|nobody|x+)$/.test(local) &&
    /^(test|example|none|na|x+)?(\.|$)/.test(domain)
  );
}

/** A phone number as its last digits. An extension does not count. */
export function standardisePhone(number: string): Term | undefined {
  const digits = number.replace(/(;ext=|ext|x).*$/i, '').replace(/\D/g, '');
  if (digits.length < 5 || /^(\d)\1*$/.test(digits) || '01234567890123456789'.includes(digits)) return undefined;
  return termOf(digits.slice(-PHONE_DIGITS));
}
