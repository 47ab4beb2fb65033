/** A name, as it is written, and other ways to write it. */
export type Spellings = readonly [string, ...string[]];

/** Given names, each with other ways to write it. */
export const GIVEN_NAMES: readonly Spellings[] = [
  ['Katharina', 'Katarina', 'Kathi'],
  ['Elizabeth', 'Elisabeth', 'Liz'],
  ['Johannes', 'Johanes', 'Hannes'],
  ['Mohammed', 'Muhammad', 'Mohamed'],
  ['Catherine', 'Katherine', 'Cathy'],
  ['José', 'Jose', 'Pepe'],
  ['Zoë', 'Zoe'],
  ['Stephen', 'Steven', 'Steve'],
  ['Françoise', 'Francoise'],
  ['Björn', 'Bjoern', 'Bjorn'],
  ['Alexander', 'Aleksander', 'Alex'],
  ['Yusuf', 'Yousef', 'Joseph'],
  ['Isabel', 'Isabelle', 'Bel'],
  ['Nikolai', 'Nicolai', 'Nick'],
  ['Sean', 'Shaun', 'Seán'],
  ['Margaret', 'Margret', 'Maggie'],
  ['Ana', 'Anna', 'Ann'],
  ['Philip', 'Phillip', 'Phil'],
  ['Renée', 'Renee'],
  ['Theodor', 'Teodor', 'Theo'],
];

/** Family names, each with other ways to write it. */
export const FAMILY_NAMES: readonly Spellings[] = [
  ['Müller', 'Mueller', 'Muller'],
  ['MacDonald', 'McDonald', 'Macdonald'],
  ['García', 'Garcia'],
  ['Schäfer', 'Schaefer', 'Schafer'],
  ['O’Brien', "O'Brien", 'OBrien'],
  ['Nguyễn', 'Nguyen'],
  ['Lefèvre', 'Lefevre', 'Lefebvre'],
  ['Petersen', 'Pedersen', 'Peterson'],
  ['Kowalski', 'Kovalski'],
  ['Söderberg', 'Soederberg', 'Soderberg'],
  ['Thompson', 'Thomson', 'Tompson'],
  ['Fernández', 'Fernandez', 'Hernandez'],
  ['Haddad', 'Hadad'],
  ['Novák', 'Novak'],
  ['Weiß', 'Weiss'],
  ['Clarke', 'Clark'],
];

/** Where invented people work, and as what. */
export const EMPLOYERS = ['Northwind Traders', 'Tailspin Toys', 'Fabrikam', 'Contoso', 'Wide World Importers'] as const;
export const JOB_TITLES = ['Analyst', 'Engineer', 'Nurse', 'Clerk', 'Designer', 'Foreman', 'Buyer'] as const;
