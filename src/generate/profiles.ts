import type { SystemName } from './options.ts';

/** How a system comes by its records, and what it gets wrong. Rates are chances from 0 to 1. */
export interface Profile {
  /** Of the people, those who are in the system. */
  covers: number;
  /** Whose age in the last year is within these bounds. */
  ages: readonly [from: number, to: number];
  /** Of those who are in it, who are in it twice; and of these again. */
  duplicates: number;
  /** An error in a value. */
  errors: number;
  /** Shares of slips of the keyboard, of the ear, and of the scanner. */
  kinds: readonly [number, number, number];
  missing: {
    birth?: number;
    sex?: number;
    email?: number;
    phone?: number;
    address?: number;
    identifier?: number;
    given?: number;
  };
  /** Values that stand for none. */
  placeholders: number;
  /** Given and family name the wrong way round. */
  swaps: number;
  nicknames: number;
  middles: number;
  /** Names in the script of their language. */
  native: number;
  /** Records in capital letters. */
  capitals: number;
  /** A passport instead of a number of the state. */
  passports: number;
  workEmail: boolean;
}

/**
 * Rates of errors lie between those measured for double and for single entry of data and those for records that were found to
 * be duplicates; see docs/generate.md for their sources.
 */
export const PROFILES: Readonly<Record<SystemName, Profile>> = {
  /** Typed in by sales staff and by the customers themselves. */
  crm: {
    covers: 0.8, ages: [0, 120], duplicates: 0.08, errors: 0.03, kinds: [0.8, 0.15, 0.05],
    missing: { birth: 0.35, email: 0.15, phone: 0.25, address: 0.12, given: 0.004 },
    placeholders: 0.008, swaps: 0.008, nicknames: 0.15, middles: 0.1, native: 0, capitals: 0.04, passports: 0, workEmail: false,
  },
  /** Kept by a personnel department from contracts. */
  hr: {
    covers: 0.35, ages: [18, 67], duplicates: 0.01, errors: 0.012, kinds: [0.9, 0.1, 0],
    missing: { birth: 0.005, sex: 0.02, email: 0.1, phone: 0.2, address: 0.02, identifier: 0.03 },
    placeholders: 0.003, swaps: 0.002, nicknames: 0.02, middles: 0.8, native: 0, capitals: 0.1, passports: 0.02, workEmail: true,
  },
  /** Read from documents by a scanner. */
  onboarding: {
    covers: 0.6, ages: [16, 120], duplicates: 0.04, errors: 0.02, kinds: [0.25, 0.05, 0.7],
    missing: { birth: 0.01, sex: 0.1, email: 0.05, phone: 0.08, address: 0.1, identifier: 0.35 },
    placeholders: 0.002, swaps: 0.004, nicknames: 0.01, middles: 0.9, native: 0.4, capitals: 0.3, passports: 0.5, workEmail: false,
  },
  /** Written down by whoever takes the call. */
  support: {
    covers: 0.3, ages: [16, 120], duplicates: 0.12, errors: 0.05, kinds: [0.4, 0.6, 0],
    missing: { birth: 1, email: 0.3, phone: 0.1, address: 0.7, given: 0.01 },
    placeholders: 0.01, swaps: 0.01, nicknames: 0.25, middles: 0, native: 0, capitals: 0, passports: 0, workEmail: false,
  },
}; // prettier-ignore
