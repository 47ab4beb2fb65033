/** The vendor that is part of the hub: it screens by the lists that were loaded. */
export const BUILT_IN = 'watchlist';
