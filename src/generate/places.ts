import type { CultureName } from './names/cultures.ts';
import type { Random } from './random.ts';

/** A country: where its people live, and how addresses and phones are written. */
export interface Country {
  /** ISO 3166-1 alpha-2. */
  code: string;
  /** Cultures of its people and their shares, whose sum is 1. */
  cultures: readonly CultureName[];
  cultureShares: readonly number[];
  cities: readonly City[];
  streets: readonly string[];
  /** The first line of an address. */
  line(street: string, house: number, unit: number): string;
  postcode(city: City, street: number): string;
  /** A phone number in national form, another one for each number below 100 million. */
  phone(number: number): string;
}

/** A city. */
export interface City {
  name: string;
  region: string;
  /** What its postcodes begin with. */
  postcode: string;
}

/** Where somebody lives, or lived. */
export interface Home {
  city: City;
  street: number;
  house: number;
  /** 0 for a house without flats. */
  unit: number;
}

function citiesOf(list: string): City[] {
  return list.split(', ').map((entry) => {
    const [name, region, postcode] = entry.split('/') as [string, string, string];
    return { name, region, postcode };
  });
}

function streetsOf(starts: string, ends: string): string[] {
  const [first, second] = [starts.split(' '), ends.split(',')];
  return Array.from(
    { length: first.length * second.length },
    (_, place) => `${first[place % first.length]}${second[(place + Math.floor(place / first.length)) % second.length]}`,
  );
}

const TREES =
  'Oak Maple Cedar Pine Elm Washington Lake Hill Park Main Church High Mill River Spring Sunset Ridge Walnut Highland Jackson Franklin Lincoln Madison Chestnut Willow Meadow Forest Adams Jefferson Center Cherry Dogwood Hickory Birch Railroad Valley School Locust Spruce Victoria Prospect Poplar Monroe Garfield Summit Fairview Orchard Magnolia Sycamore Aspen Laurel Juniper Hawthorn Harbor Bay Canyon Desert Eagle Falcon Fox Garden Grove Heron Holly Ivy Kings Linden Lodge Manor Mulberry Newport Old Palm Pearl Quail Queens Rose Sage Stone Thornton Union Vine Water Windsor Woodland York';

const US_AREAS = '212 213 312 713 602 215 210 619 214 408 512 904 614'.split(' ');
const DE_AREAS = '51 52 57 60 62 63 70 71 72 73 74 75 76'.split(' ');

function unitOf(unit: number, word: string): string {
  return unit === 0 ? '' : `${word}${unit}`;
}

/** The countries that the population lives in. */
export const COUNTRIES: readonly Country[] = [
  {
    code: 'US',
    cultures: ['english', 'spanish', 'german', 'french', 'indian', 'chinese', 'arabic', 'russian', 'polish'],
    cultureShares: [0.66, 0.16, 0.02, 0.01, 0.05, 0.05, 0.02, 0.02, 0.01],
    cities: citiesOf(
      'New York/NY/100, Los Angeles/CA/900, Chicago/IL/606, Houston/TX/770, Phoenix/AZ/850, Philadelphia/PA/191, San Antonio/TX/782, San Diego/CA/921, Dallas/TX/752, San Jose/CA/951, Austin/TX/787, Jacksonville/FL/322, Columbus/OH/432, Charlotte/NC/282, Seattle/WA/981, Denver/CO/802, Boston/MA/021, Portland/OR/972, Nashville/TN/372, Memphis/TN/381, Baltimore/MD/212, Milwaukee/WI/532, Tucson/AZ/857, Fresno/CA/937, Omaha/NE/681, Oakland/CA/946, Tulsa/OK/741, Tampa/FL/336, Springfield/IL/627, Springfield/MA/011, Greenville/SC/296, Madison/WI/537, Salem/OR/973, Fairview/TN/370, Clinton/MS/390, Franklin/TN/371, Georgetown/TX/786, Burlington/VT/054',
    ),
    streets: streetsOf(TREES, ' Street, Avenue, Road, Drive, Lane, Court, Place, Boulevard, Way, Circle'),
    line: (street, house, unit) => `${house} ${street}${unitOf(unit, ' Apt ')}`,
    postcode: (city, street) => `${city.postcode}${String(street % 100).padStart(2, '0')}`,
    phone: (number) =>
      `(${US_AREAS[Math.floor(number / 8_000_000)]}) ${200 + Math.floor((number % 8_000_000) / 10_000)}-${String(number % 10_000).padStart(4, '0')}`,
  },
  {
    code: 'GB',
    cultures: ['english', 'indian', 'polish', 'arabic', 'chinese', 'french'],
    cultureShares: [0.8, 0.08, 0.04, 0.04, 0.02, 0.02],
    cities: citiesOf(
      'London/Greater London/SW, Birmingham/West Midlands/B, Leeds/West Yorkshire/LS, Glasgow/Lanarkshire/G, Sheffield/South Yorkshire/S, Manchester/Greater Manchester/M, Edinburgh/Midlothian/EH, Liverpool/Merseyside/L, Bristol/Avon/BS, Cardiff/South Glamorgan/CF, Leicester/Leicestershire/LE, Nottingham/Nottinghamshire/NG, Plymouth/Devon/PL, Southampton/Hampshire/SO, Reading/Berkshire/RG, Derby/Derbyshire/DE, York/North Yorkshire/YO, Oxford/Oxfordshire/OX, Swansea/West Glamorgan/SA, Aberdeen/Aberdeenshire/AB',
    ),
    streets: streetsOf(TREES, ' Street, Road, Lane, Close, Avenue, Drive, Gardens, Crescent, Terrace, Grove'),
    line: (street, house, unit) => `${unitOf(unit, 'Flat ')}${unit === 0 ? '' : ', '}${house} ${street}`,
    postcode: (city, street) =>
      `${city.postcode}${1 + (street % 19)} ${1 + (street % 9)}${'ABDEFGHJLNPQRSTUWXYZ'[street % 20]}${'ABDEFGHJLNPQRSTUWXYZ'[(street * 7) % 20]}`,
    phone: (number) => `07${400 + Math.floor(number / 1_000_000)} ${String(number % 1_000_000).padStart(6, '0')}`,
  },
  {
    code: 'DE',
    cultures: ['german', 'russian', 'polish', 'arabic', 'spanish', 'french'],
    cultureShares: [0.8, 0.07, 0.05, 0.05, 0.02, 0.01],
    cities: citiesOf(
      'Berlin/Berlin/10, Hamburg/Hamburg/20, München/Bayern/80, Köln/Nordrhein-Westfalen/50, Frankfurt am Main/Hessen/60, Stuttgart/Baden-Württemberg/70, Düsseldorf/Nordrhein-Westfalen/40, Leipzig/Sachsen/04, Dortmund/Nordrhein-Westfalen/44, Essen/Nordrhein-Westfalen/45, Bremen/Bremen/28, Dresden/Sachsen/01, Hannover/Niedersachsen/30, Nürnberg/Bayern/90, Mainz/Rheinland-Pfalz/55, Kiel/Schleswig-Holstein/24',
    ),
    streets: streetsOf(
      'Haupt Schul Garten Bahnhof Dorf Berg Birken Linden Kirch Wald Ring Schiller Goethe Wiesen Mühlen Feld Buchen Ahorn Amsel Rosen Bach Beethoven Eichen Mozart Friedhof Kastanien Tannen Ulmen Lerchen Sonnen Post Brunnen Markt Park Burg Schloss Industrie Kloster Linden Blumen',
      'straße,weg,gasse,allee,platz',
    ),
    line: (street, house) => `${street} ${house}`,
    postcode: (city, street) => `${city.postcode}${String(100 + (street % 800))}`,
    phone: (number) => `01${DE_AREAS[Math.floor(number / 8_000_000)]} ${String(number % 8_000_000).padStart(7, '0')}`,
  },
  {
    code: 'ES',
    cultures: ['spanish', 'arabic', 'english', 'german'],
    cultureShares: [0.92, 0.05, 0.02, 0.01],
    cities: citiesOf(
      'Madrid/Madrid/28, Barcelona/Cataluña/08, Valencia/Comunidad Valenciana/46, Sevilla/Andalucía/41, Zaragoza/Aragón/50, Málaga/Andalucía/29, Murcia/Murcia/30, Palma/Islas Baleares/07, Bilbao/País Vasco/48, Alicante/Comunidad Valenciana/03, Córdoba/Andalucía/14, Valladolid/Castilla y León/47',
    ),
    streets: streetsOf(
      'Mayor Iglesia Real Constitución Fuente Cervantes España Sol Nueva Castillo Rosario Goya Colón Velázquez Carmen Picasso Quevedo Granada Toledo Olivo Pinar Jardines Molino Prado Ronda Estación Libertad Independencia Aragón Navarra',
      ', Alta, Baja, Vieja',
    ).map((name) => `Calle ${name}`),
    line: (street, house, unit) => `${street} ${house}${unit === 0 ? '' : `, ${unit}º`}`,
    postcode: (city, street) => `${city.postcode}${String(1 + (street % 60)).padStart(3, '0')}`,
    phone: (number) => `6${String(number).padStart(8, '0')}`,
  },
  {
    code: 'FR',
    cultures: ['french', 'arabic', 'spanish', 'polish', 'english'],
    cultureShares: [0.87, 0.08, 0.03, 0.01, 0.01],
    cities: citiesOf(
      'Paris/Île-de-France/75, Marseille/Provence/13, Lyon/Rhône-Alpes/69, Toulouse/Occitanie/31, Nice/Provence/06, Nantes/Pays de la Loire/44, Strasbourg/Alsace/67, Montpellier/Occitanie/34, Bordeaux/Aquitaine/33, Lille/Nord/59, Rennes/Bretagne/35, Reims/Champagne/51',
    ),
    streets: streetsOf(
      'Église Mairie École Paix République Gare Moulin Château Fontaine Victor-Hugo Pasteur Gambetta Jaurès Foch Lilas Tilleuls Acacias Peupliers Roses Vignes Champs Prés Pont Marché Liberté',
      ', Haute, Basse, Neuve',
    ).map((name, place) => `${place % 3 === 0 ? 'avenue' : 'rue'} de ${name}`),
    line: (street, house) => `${house} ${street}`,
    postcode: (city, street) => `${city.postcode}${String(street % 20).padStart(3, '0')}`,
    phone: (number) => `06 ${String(number).padStart(8, '0').replace(/(..)(..)(..)(..)/, '$1 $2 $3 $4')}`,
  },
]; // prettier-ignore

/** Shares of the countries; their sum is 1. */
export const COUNTRY_SHARES = [0.55, 0.15, 0.12, 0.1, 0.08] as const;

/** Somewhere to live. Cities and streets are as unequal as real ones; a third of homes are flats. */
export function settle(random: Random, country: Country): Home {
  return {
    city: country.cities[random.rank(country.cities.length, 4)]!,
    street: random.rank(country.streets.length, 40),
    house: 1 + Math.floor(random.next() ** 2 * 900),
    unit: random.chance(0.33) ? 1 + random.below(40) : 0,
  };
}
