/**
 * Given names that one person goes by, one group a line: short forms, spellings, and the same name in other
 * languages where people change between them. From common usage in English, Spanish, German, Russian and Arabic;
 * deliberately short, since a wrong group costs precision everywhere. A name may stand in several groups.
 */
const GROUPS = `
abigail abby abbie gail
abraham abe abram ibrahim
albert al bert bertie
alexander alex alec sandy sasha xander aleksandr alexandre alejandro aliaksandr alyaksandr oleksandr
alexandra alex sandra sandy sasha alexandria
alfred al alf alfie fred freddie
alice ali alicia
amanda mandy manda
amelia amy millie mia
anastasia nastasia stacy nastya
andrew andy drew andre andreas andrey andrei
angela angie
ann anna anne annie hanna hannah nan anya
annabelle annabel anabella anabelle annabella anabel bella belle
anthony tony antony antonio anton
arthur art artie
barbara barb barbie babs
benjamin ben benny benji
bernard bernie barney
bradley brad
cameron cam
caroline carolyn carrie carol caro
catherine katherine kathryn cathy kathy kate katie kitty katy kat katharina ekaterina katya catalina
charles charlie chuck chas carl karl carlos
charlotte charlie lottie lotte
christina christine chris tina chrissie kristina kristine
christopher chris kit topher cristobal
clifford cliff
cynthia cindy
daniel dan danny danilo
danielle dani danni
david dave davey davie
deborah debra deb debbie
dennis denis denny
dominic dom nick
donald don donnie
dorothy dot dottie dolly
douglas doug
edward ed eddie eddy ned ted teddy eduardo
edwin ed eddie
eleanor ellie nell nellie nora elinor
elizabeth liz lizzie beth betty bess eliza lisa libby elsie elisabeth betsy elspeth
emily em emmy emilie
emma em emmie
eugene gene
evelyn evie eve
florence flo florrie
frances fran frankie fanny
francis frank frankie fran francisco paco pancho franz
frederick fred freddie freddy frederic friedrich
gabriel gabe
gabrielle gabby gabriella
geoffrey jeffrey geoff jeff jeffery
george georgie georg jorge georges yuri jurgen
gerald gerry jerry
gregory greg gregor
harold harry hal
harriet hattie
helen helena helene elena lena leni
henry harry hank hal heinrich enrique
howard howie
isabella isabelle isabel bella izzy belle isobel
jacob jake jakob
james jim jimmy jamie jem
jane janie jenny
janet jan
jennifer jen jenny jenna
jessica jess jessie
joan joanie
johanna joanna joanne jana jo
john johnny jack jon johan johann jean juan ivan sean hans
jonathan jon jonny nathan
joseph joe joey jo jose josef giuseppe pepe
josephine jo josie
joshua josh
judith judy jude
julia julie jules juliet
kenneth ken kenny
kimberly kim kimberley
kristen kristin kirsten
lawrence larry laurence laurie lorenzo
leonard leo len lenny
leonardo leo
leslie les lesley
lewis lew louis lou luis lui ludwig
lillian lily lilly
louise lou louisa luisa
lucas luke luca lukas
lucy lucie luciana
madeleine maddie madeline madelyn
magdalena magda lena maggie
margaret maggie meg peggy marge margie rita greta daisy margot margarita
maria mary marie mia moll molly polly mariah mariya
martha marty patsy
martin marty
martina tina
mary mamie may
matilda tilly mattie
matthew matt mat mateo matthias
maximilian max
melissa mel missy lissa
michael mike mick mickey micky mikey miguel mikhail michel
michelle shelly micky
mohammed mohamed mohammad muhammad muhammed mohamad mehmet mhd mohd md muhamad mohamet
morris maurice morrie
nancy nan
natalie nat natasha natalia talia
nathaniel nathan nat nate
nicholas nick nicky nicolas nikolai nico nikolas klaus
nicole nicky nikki nicola
oliver ollie olly
olivia liv livvy
oscar oskar
pamela pam
patricia pat patty patti trish tricia trisha patsy
patrick pat paddy patricio
paul pablo pavel paolo
penelope penny
peter pete pedro pyotr pierre
philip phil phillip pip felipe
priscilla prissy cilla
rachel rach rachael
raymond ray ramon
rebecca becky becca bex
reginald reg reggie
richard rick dick rich richie ricky ricardo
robert bob bobby rob robbie bert robin roberto
roberta bobbie
roger rodge
ronald ron ronnie
rosemary rose rosie romy rosemarie
russell russ rusty
ruth ruthie
samantha sam sammy
samuel sam sammy
sarah sara sally sadie
sebastian seb bas
simon sy si
sophia sophie sofia
stephanie steph stefanie
stephen steven steve stevie stefan esteban
susan sue susie suzie suzanne susanne susanna suzy susannah
teresa theresa terry tess tessa tracy
terence terry terrence
theodore ted teddy theo
thomas tom tommy tomas
timothy tim timmy
tobias toby
valerie val
victor vic viktor
victoria vicky vicki tori
vincent vin vince vinny
virginia ginny ginger
vladimir vova volodymyr
walter walt wally
wilhelm william
william bill billy will willie wil liam guillermo
zachary zach zack zac
`;

const lines = GROUPS.trim().split('\n');
const groupsByName = new Map<string, number[]>();
for (const [group, line] of lines.entries()) {
  for (const name of line.split(' ')) {
    const groups = groupsByName.get(name);
    if (groups) groups.push(group);
    else groupsByName.set(name, [group]);
  }
}

/** The first letters of all names that share a group with a given name: `robert` → those of Bob and Rob too. */
export function nicknameInitials(name: string): string {
  const letters = nicknameGroups(name).flatMap((group) => lines[group]!.split(' ').map((other) => other[0]!));
  return [...new Set(letters)].join('');
}

const NONE: readonly number[] = [];

/** The groups that a given name belongs to. Two names that share one may be of one person. */
export function nicknameGroups(name: string): readonly number[] {
  return groupsByName.get(name) ?? NONE;
}

/** Frequent given names that stand in no group (most frequent names of the US, UK and Australian registers). */
const OTHERS = `
aaron adam adrian aidan aiden alan alana alison allan amber amy angus april ashley audrey ava beatrice beau beverly blake brandon
brenda brian brianna brooke bruce bryan caitlin caleb carl carla carlos carmen cheryl chloe claire clara clare cody colin connor corey
craig crystal curtis cynthia daisy dale dana darren dawn dean declan denise derek diana diane diego dylan earl elena eli elijah ella
ellen elliot emilia eric erica erin ernest ethan ethel eva evan faith felix fiona freya gary gavin georgia gina glen gloria grace grant
guy harley harper harrison harvey hayden hayley heather heidi helen holly hope hugh hugo hunter ian imogen irene iris isaac isla ivy jack
jackson jade jaime jan jared jasmine jason jasper jay jayden jean jeremy jesse jill joel jordan joyce juan justin kai kaitlyn karen
karl kayla keith kelly kevin kieran kyle lachlan laura lauren layla leah lee leon levi liam linda lloyd logan lois lola lorraine lucy lydia
lynn mackenzie maisie malcolm marc marcia marcus marilyn marion marjorie mark marsha marlon mason maureen max megan mia mitchell
molly monica morgan muriel nadia naomi neil nina noah noel norma norman owen paige pauline phoebe poppy quentin ralph ramona reece
renee rhys riley roland rory rosa ross roy ruby ryan scarlett scott sean seth shane shannon sharon shaun shawn sheila shirley sienna
skye sonia spencer stacey stanley stella stewart stuart summer sylvia tara tatiana taylor thea toni travis trevor tyler vanessa vera
vernon veronica violet vivian wanda warren wayne wendy wesley willow xavier yasmin yolanda yvonne zara zoe marla marlene arlene charlene doris gladys edith mabel ida elsa hilda
`;
const known = new Set([...groupsByName.keys(), ...OTHERS.trim().split(/\s+/)]);

/** Whether a given name is one of those that many people have. */
export function isKnownName(name: string): boolean {
  return known.has(name);
}
