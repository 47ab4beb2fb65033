import { domainToASCII } from 'node:url';
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Contact } from '../../../resolution/values.ts';
import type { Problems } from '../../../kernel/input/problems.ts';
import { cleanText, compact, requiredText } from '../../../kernel/input/text.ts';

/** An e-mail address or phone number, as a source gives it. */
export interface ContactInput {
  value: string;
  type?: string | null;
}

// RFC 5321 §4.5.3.1: 64 octets before the @, 255 behind it.
const LOCAL_MAX_LENGTH = 64;
const DOMAIN_MAX_LENGTH = 255;
const LOCAL = /^[^\s@"(),:;<>[\\\]]+$/u;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$/;

/** An address in the form in which equal ones are equal: lower case, the domain in ASCII (RFC 5891). Undefined when it is none. */
export function normaliseEmail(text: string): string | undefined {
  const address = text.trim();
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at).normalize('NFC').toLowerCase();
  const domain = domainToASCII(address.slice(at + 1)).toLowerCase();
  const fits = at > 0 && local.length <= LOCAL_MAX_LENGTH && domain.length <= DOMAIN_MAX_LENGTH;
  if (!fits || !LOCAL.test(local) || local.includes('..') || !DOMAIN.test(domain)) return undefined;
  return `${local}@${domain}`;
}

/** An e-mail address. */
export function cleanEmail(problems: Problems, path: string, input: ContactInput): Contact | undefined {
  const text = requiredText(problems, `${path}.value`, input.value);
  const type = cleanText(problems, `${path}.type`, input.type)?.toLowerCase();
  if (!text) return undefined;
  const value = normaliseEmail(text);
  if (!value) return problems.add(`${path}.value`, 'Expected an e-mail address such as ada@example.com.');
  return compact<Contact>({ value, type });
}

/**
 * A phone number in E.164 form where it can be understood, with `country` for national forms. Else its digits as
 * given: an old or foreign form is still a fact, and refusing it would lose it.
 */
export function cleanPhone(
  problems: Problems,
  path: string,
  input: ContactInput,
  country: string,
): Contact | undefined {
  const text = requiredText(problems, `${path}.value`, input.value);
  const type = cleanText(problems, `${path}.type`, input.type)?.toLowerCase();
  if (!text) return undefined;
  if (!/^[\p{N}\s()+\-./x#*,;a-z]{3,60}$/iu.test(text) || (text.match(/\p{Nd}/gu)?.length ?? 0) < 3) {
    return problems.add(`${path}.value`, 'Expected a phone number such as +41 44 668 18 00.');
  }
  const parsed = parsePhoneNumberFromString(text, country as CountryCode);
  const value = parsed?.isValid() ? parsed.number : text.replace(/[^\p{Nd}+]/gu, '');
  return compact<Contact>({ value: parsed?.isValid() && parsed.ext ? `${value};ext=${parsed.ext}` : value, type });
}
