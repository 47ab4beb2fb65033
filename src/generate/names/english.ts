import type { NameLists } from './lists.ts';

/** Names of English-speaking people, most frequent first. */
export const ENGLISH: NameLists = {
  female:
    'Mary Jennifer Elizabeth Patricia Linda Susan Jessica Sarah Karen Emily Margaret Ashley Kimberly Emma Donna Michelle Carol Amanda Melissa Deborah Stephanie Rebecca Laura Helen Sharon Cynthia Kathleen Amy Angela Shirley Anna Brenda Pamela Nicole Samantha Katherine Christine Olivia Rachel Carolyn Janet Catherine Maria Heather Diane Julie Joyce Victoria Kelly Christina Lauren Joan Evelyn Judith Megan Andrea Cheryl Hannah Jacqueline Martha Gloria Teresa Ann Sara Madison Frances Kathryn Janice Jean Abigail Alice Julia Judy Sophia Grace Denise Amber Doris Marilyn Danielle Beverly Isabella Theresa Diana Natalie Brittany Charlotte Marie Kayla Alexis Lori Chloe Phoebe Imogen Freya Niamh Siobhan',
  male: 'James John Robert Michael William David Richard Joseph Thomas Charles Christopher Daniel Matthew Anthony Mark Donald Steven Paul Andrew Joshua Kenneth Kevin Brian George Edward Ronald Timothy Jason Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin Scott Brandon Benjamin Samuel Gregory Frank Alexander Raymond Patrick Jack Dennis Jerry Tyler Aaron Jose Adam Henry Nathan Douglas Zachary Peter Kyle Walter Ethan Jeremy Harold Keith Christian Roger Noah Gerald Carl Terry Sean Austin Arthur Lawrence Jesse Dylan Bryan Joe Jordan Billy Bruce Albert Willie Gabriel Logan Alan Juan Wayne Roy Ralph Randy Eugene Vincent Russell Elijah Louis Bobby Philip Johnny Liam Callum Hamish Declan Rory Gareth',
  family:
    'Smith Johnson Williams Brown Jones Davis Miller Wilson Moore Taylor Anderson Thomas Jackson White Harris Martin Thompson Robinson Clark Lewis Lee Walker Hall Allen Young King Wright Scott Green Baker Adams Nelson Hill Campbell Mitchell Roberts Carter Phillips Evans Turner Parker Collins Edwards Stewart Morris Murphy Cook Rogers Morgan Cooper Reed Bailey Bell Kelly Howard Ward Cox Richardson Wood Watson Brooks Bennett Gray James Hughes Price Myers Long Foster Ross Powell Russell Sullivan Bell Coleman Butler Barnes Fisher Henderson Simmons Patterson Jordan Reynolds Hamilton Graham Wallace Woods Cole West Owens Fox Hunter Stone Palmer Mason Kennedy Burns Gordon Shaw Rice Hunt Black Mills Grant Knight Ferguson Dunn Spencer Hawkins Arnold Pierce',
  femaleTail: ['Bri Kay Jay Ada Eve Lyn Mar Cor Del Ela Fae Gwen Iva Jo Kir Lor Mae Nor Or Ros Sha Tam Una Vel Win Zel', 'ella lyn anna beth ina ette leigh etta issa elle'],
  maleTail: ['Bra Jay Kay Cor Dal Ed Ford Gar Har Kel Lan Mar Nor Or Pres Rad Shel Tre Wil Wes Win Al Bren Clay', 'den ton son vin mond ley ford wyn rick man'],
  familyTail: [
    'Ash Black Brad Bur Carl Chat Clay Cran Dal Dray East Ed Elling Fair Farn Green Had Hal Hart Hazel Hol Kings Kirk Lang Law Lin Lock Mar Mil Nether New Nor Oak Pem Pen Ply Rad Red Rock Rush San Shel Sher Stan Stock Stan Sut Thorn Under Wake Wal Water Wex Whit Wil Win Wood Wor',
    'ford ton ley wood well field worth bury ham by croft dale don combe den gate grove head hurst land man mere more ridge shaw stead stone stow thorpe wick',
    ' Mac Mc Fitz O’',
    ' er en ing el',
  ],
  nicknames: {
    William: 'Bill Will Billy', Robert: 'Bob Rob Bobby', Richard: 'Rick Dick Rich', James: 'Jim Jimmy Jamie', John: 'Jack Johnny',
    Michael: 'Mike Mick', Thomas: 'Tom Tommy', Charles: 'Charlie Chuck', Christopher: 'Chris Kit', Daniel: 'Dan Danny',
    Matthew: 'Matt', Anthony: 'Tony', Steven: 'Steve', Stephen: 'Steve', Andrew: 'Andy Drew', Joshua: 'Josh', Kenneth: 'Ken Kenny',
    Edward: 'Ed Ted Eddie', Timothy: 'Tim', Jeffrey: 'Jeff', Nicholas: 'Nick', Jonathan: 'Jon', Benjamin: 'Ben', Samuel: 'Sam',
    Gregory: 'Greg', Alexander: 'Alex Sandy', Raymond: 'Ray', Patrick: 'Pat Paddy', Henry: 'Harry Hank', Peter: 'Pete',
    Lawrence: 'Larry', Joseph: 'Joe Joey', David: 'Dave', Donald: 'Don', Ronald: 'Ron', Zachary: 'Zach', Philip: 'Phil',
    Elizabeth: 'Liz Beth Betty Lizzie', Jennifer: 'Jen Jenny', Patricia: 'Pat Trish Patty', Susan: 'Sue Susie', Jessica: 'Jess',
    Margaret: 'Maggie Peggy Meg', Deborah: 'Deb Debbie', Stephanie: 'Steph', Rebecca: 'Becky Becca', Katherine: 'Kate Kathy Katie',
    Catherine: 'Cathy Kate', Kathryn: 'Kathy', Kathleen: 'Kath', Pamela: 'Pam', Samantha: 'Sam', Christine: 'Chris Tina',
    Victoria: 'Vicky Tori', Christina: 'Tina', Judith: 'Judy', Teresa: 'Terry Tess', Abigail: 'Abby', Theresa: 'Terry',
    Amanda: 'Mandy', Melissa: 'Mel', Cynthia: 'Cindy', Angela: 'Angie', Barbara: 'Barb', Jacqueline: 'Jackie', Frances: 'Fran',
    Danielle: 'Dani', Isabella: 'Bella Izzy', Natalie: 'Nat', Charlotte: 'Lottie Charlie', Megan: 'Meg', Evelyn: 'Evie',
  },
}; // prettier-ignore
