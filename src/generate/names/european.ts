import type { NameLists } from './lists.ts';

/** Names of Spanish-speaking people. */
export const SPANISH: NameLists = {
  female:
    'María Carmen Ana Isabel Laura Cristina Marta Lucía Josefa Dolores Francisca Antonia Elena Pilar Paula Sara Raquel Rosa Manuela Mercedes Patricia Beatriz Julia Irene Silvia Alba Andrea Rocío Mónica Montserrat Alicia Sonia Ángela Sandra Marina Natalia Susana Yolanda Margarita Claudia Eva Inmaculada Sofía Carla Esther Noelia Verónica Ángeles Carolina Nerea Daniela Valentina Camila Ximena Guadalupe Yesenia',
  male: 'Antonio Manuel José Francisco David Juan Javier Daniel Carlos Jesús Alejandro Miguel Rafael Pedro Pablo Ángel Sergio Fernando Jorge Luis Alberto Álvaro Adrián Diego Raúl Iván Rubén Enrique Óscar Ramón Andrés Vicente Santiago Joaquín Víctor Mario Eduardo Roberto Jaime Ignacio Marcos Alfonso Salvador Hugo Emilio Gabriel Guillermo Julián Tomás Agustín Félix Martín Mateo Esteban Rodrigo Gonzalo',
  family:
    'García Rodríguez González Fernández López Martínez Sánchez Pérez Gómez Martín Jiménez Hernández Ruiz Díaz Moreno Muñoz Álvarez Romero Gutiérrez Alonso Navarro Torres Domínguez Ramos Vázquez Ramírez Gil Serrano Morales Molina Blanco Suárez Castro Ortega Delgado Ortiz Marín Rubio Núñez Medina Sanz Castillo Iglesias Cortés Garrido Santos Guerrero Lozano Cano Cruz Méndez Flores Prieto Herrera Peña León Márquez Cabrera Gallego Calvo Vidal Campos Reyes Vega Fuentes Carrasco Aguilar Caballero Nieto Santana',
  femaleTail: ['Ama Bel Cel Dul Esme Flor Gra Her Leo Mar Ofe Per Ros Sole Tri Vir', 'lia ina isa ralda cia inda encia ita'],
  maleTail: ['Ama Bel Cel Dama Ed Flor Ger Her Leo Mar Octa Per Ro Sal Tri Vir', 'rio ino imiro ardo sio indo encio ando'],
  familyTail: [
    'Al Bal Bar Ben Cal Can Car Cas Cer Cor Es Far Gal Gar Her Ib Lar Lo Mal Man Mar Men Mir Mon Mor Na Ol Or Pal Par Pe Qui Ri Ro Sal San Se Sol Tor Val Ve Vi Zal Zar',
    'bero cedo dana deda dero doza garra gosa mendi mero naga nales neda quera rales randa rate reda rroya sada tana tero varo veda zano zabal',
    ' De',
    ' a e i',
  ],
  nicknames: {
    Francisco: 'Paco Fran Pancho', José: 'Pepe', Manuel: 'Manolo', Dolores: 'Lola', Antonio: 'Toni', Rafael: 'Rafa', Enrique: 'Quique',
    Ignacio: 'Nacho', Jesús: 'Chus', Mercedes: 'Merche', Isabel: 'Isa', Guadalupe: 'Lupe', Eduardo: 'Edu', Alejandro: 'Alex Jandro',
  },
}; // prettier-ignore

/** Names of German-speaking people. */
export const GERMAN: NameLists = {
  female:
    'Maria Ursula Monika Petra Elisabeth Sabine Renate Helga Karin Brigitte Ingrid Erika Andrea Gisela Claudia Susanne Gabriele Christa Christine Anna Birgit Angelika Heike Stefanie Julia Katharina Nicole Anja Barbara Melanie Sandra Silke Kerstin Martina Sophie Marie Lena Lea Laura Johanna Hannah Franziska Lisa Sarah Jana Katrin Ulrike Anke Ute Silvia Jutta Hildegard Margarete Gertrud Käthe Jürgenia Mia Emilia',
  male: 'Peter Michael Thomas Andreas Wolfgang Klaus Jürgen Günter Stefan Christian Hans Uwe Werner Frank Manfred Horst Dieter Bernd Helmut Martin Matthias Alexander Markus Karl Heinz Daniel Gerhard Sebastian Ralf Rainer Walter Heinrich Florian Jan Tobias Torsten Jörg Josef Rolf Kurt Lukas Johannes Dirk Philipp Felix Paul Maximilian Jonas Leon Fritz Ernst Otto Björn Holger Sven Ulrich Volker',
  family:
    'Müller Schmidt Schneider Fischer Weber Meyer Wagner Becker Schulz Hoffmann Schäfer Koch Bauer Richter Klein Wolf Schröder Neumann Schwarz Zimmermann Braun Krüger Hofmann Hartmann Lange Schmitt Werner Krause Meier Lehmann Schmid Schulze Maier Köhler Herrmann König Walter Mayer Huber Kaiser Fuchs Peters Lang Scholz Möller Weiß Jung Hahn Schubert Vogel Friedrich Keller Günther Frank Berger Winkler Roth Beck Lorenz Baumann Franke Albrecht Schuster Simon Ludwig Böhm Winter Kraus Martin Schumacher Krämer Vogt Stein Jäger Otto Sommer Groß Seidel Heinrich Brandt Haas Schreiber Graf Dietrich Ziegler Kuhn Kühn Pohl Engel Horn',
  femaleTail: ['Adel Bert Ed Fried Gund Hed Irm Leo Ros Sieg Ther Walt', 'heid hilde gard linde a traud wig lore'],
  maleTail: ['Adal Bert Eck Fried Gott Hart Lud Os Rein Sieg Theo Wil', 'bert hard helm fried mar win old mund'],
  familyTail: [
    'Acker Bach Berg Birken Brand Buch Dorn Eber Eich Eisen Erlen Falken Feld Fels Gold Grün Hasel Heid Hirsch Hohen Holz Kalten Kirch Klee Linden Mühl Neu Nieder Ober Rosen Roth Sand Schön Stein Stern Sulz Tannen Wald Wein Weiden Winkel Zell',
    'mann bauer berg bacher meier müller stein hofer feld thal dorf brunner hauser reuter schmied wald holz heim rath städter',
    ' Von',
    ' en er el',
  ],
  nicknames: {
    Johannes: 'Hannes Hans', Katharina: 'Kathi Käthe', Elisabeth: 'Elli Lisbeth Sissi', Maximilian: 'Max', Alexander: 'Alex', Sebastian: 'Basti',
    Christian: 'Chris', Stefanie: 'Steffi', Susanne: 'Susi', Friedrich: 'Fritz', Matthias: 'Matze Hias', Michael: 'Michi', Thomas: 'Tom',
    Franziska: 'Franzi', Gabriele: 'Gabi', Margarete: 'Grete', Ulrike: 'Uli', Ulrich: 'Uli', Wolfgang: 'Wolf', Heinrich: 'Heiner',
  },
}; // prettier-ignore

/** Names of French-speaking people. */
export const FRENCH: NameLists = {
  female:
    'Marie Jeanne Françoise Monique Catherine Nathalie Isabelle Jacqueline Anne Sylvie Martine Madeleine Nicole Suzanne Hélène Christine Marguerite Denise Louise Christiane Valérie Céline Sophie Julie Camille Aurélie Sandrine Élodie Émilie Stéphanie Véronique Chantal Brigitte Chloé Léa Manon Inès Jade Zoé Clémence Mathilde Pauline Charlotte Amélie Laure Caroline Delphine Béatrice Dominique Renée Colette Odette Geneviève',
  male: 'Jean Pierre Michel André Philippe Louis René Alain Jacques Bernard Marcel Daniel Roger Robert Paul Claude Christian Henri Georges Nicolas François Laurent Christophe Thierry Patrick Frédéric Olivier Stéphane Julien Sébastien David Éric Thomas Alexandre Antoine Hugo Lucas Théo Maxime Guillaume Mathieu Jérôme Cédric Vincent Benoît Gilles Didier Pascal Yves Rémi Raphaël Étienne Émile',
  family:
    'Martin Bernard Dubois Thomas Robert Richard Petit Durand Leroy Moreau Simon Laurent Lefebvre Michel Garcia David Bertrand Roux Vincent Fournier Morel Girard André Lefèvre Mercier Dupont Lambert Bonnet François Martinez Legrand Garnier Faure Rousseau Blanc Guérin Muller Henry Roussel Nicolas Perrin Morin Mathieu Clément Gauthier Dumont Lopez Fontaine Chevalier Robin Masson Sanchez Gérard Nguyen Boyer Denis Lemaire Duval Joly Gautier Roger Roche Roy Noël Meyer Lucas Meunier Jean Perez Marchand Dufour Blanchard Marie Barbier Brun Dumas Brunet Schmitt Leroux Colin Fernandez',
  femaleTail: ['Ade Cora Ern Flo Gil Hen Jos Lu Mar Ode Ros Vio', 'lie line ette ine iane elle ience ise'],
  maleTail: ['Ama Bau Cle Dam Fa Gau Hon Lu Mar Octa Ro Thi', 'bien cien don douin lien ment tier vin'],
  familyTail: [
    'Beau Belle Bois Bour Cha Cler Cour Dela Des Du Fon Four Gran Jou Lan Lau Long Mar Mont Mou Per Pont Pou Ray Ro Sau Tour Val Ver Vil',
    'bert chard champ court din dot fort geon gnon gny lain land lier lin mont neau net rand reau rier rin sard teau ton val ville',
    ' Le La D’',
    ' e a i',
  ],
  nicknames: {
    Alexandre: 'Alex', Frédéric: 'Fred', Stéphanie: 'Steph', Christophe: 'Chris', Maxime: 'Max', Isabelle: 'Isa', Catherine: 'Cathy',
    Nicolas: 'Nico', Jacqueline: 'Jacquotte', Philippe: 'Phil', Sébastien: 'Seb', Caroline: 'Caro', Antoine: 'Toine',
  },
}; // prettier-ignore

/** Names of Polish-speaking people. */
export const POLISH: NameLists = {
  female:
    'Anna Maria Katarzyna Małgorzata Agnieszka Barbara Ewa Krystyna Elżbieta Magdalena Joanna Zofia Aleksandra Monika Teresa Danuta Natalia Karolina Marta Julia Beata Dorota Janina Alicja Jadwiga Jolanta Halina Iwona Grażyna Irena Paulina Justyna Bożena Hanna Wiktoria Urszula Renata Sylwia Zuzanna Oliwia Weronika Helena Wanda Ewelina Kinga Izabela Lucyna Stanisława',
  male: 'Piotr Krzysztof Andrzej Tomasz Jan Paweł Michał Marcin Jakub Adam Stanisław Marek Łukasz Grzegorz Mateusz Wojciech Mariusz Dariusz Maciej Zbigniew Rafał Robert Jerzy Kamil Dawid Szymon Kacper Bartosz Józef Ryszard Tadeusz Jarosław Janusz Artur Mirosław Sebastian Sławomir Patryk Damian Przemysław Daniel Karol Henryk Roman Kazimierz Filip Wiesław Arkadiusz Dominik',
  family:
    'Nowak Kowalski Wiśniewski Wójcik Kowalczyk Kamiński Lewandowski Zieliński Szymański Woźniak Dąbrowski Kozłowski Jankowski Mazur Wojciechowski Kwiatkowski Krawczyk Kaczmarek Piotrowski Grabowski Zając Pawłowski Michalski Król Wieczorek Jabłoński Wróbel Nowakowski Majewski Olszewski Stępień Malinowski Jaworski Adamczyk Dudek Nowicki Pawlak Górski Witkowski Walczak Sikora Baran Rutkowski Michalak Szewczyk Ostrowski Tomaszewski Pietrzak Zalewski Wróblewski',
  femaleTail: ['Bro Dobro Lud Mie Rado Sta Wie Wła', 'sława miła chna dwiga'],
  maleTail: ['Bro Dobro Lud Mie Rado Świę Wie Wła', 'sław mir mił gost'],
  familyTail: [
    'Adam Bar Biel Bog Brzez Chmiel Czar Dęb Dobr Gaj Gol Jarz Jasi Jur Kal Karp Klim Kos Kra Kub Lip Łuk Maj Mal Mar Mik Młyn Ol Pąk Piet Pod Rad Rog Sad Sob Sok Stan Szcz Tar Tom Urb Wal Wil Wit Wol Zar Zim Żur',
    'owski iński ecki icki ak czyk ek owicz ewski ański arski uk aszek',
  ],
  nicknames: {
    Katarzyna: 'Kasia', Małgorzata: 'Gosia', Agnieszka: 'Aga', Barbara: 'Basia', Elżbieta: 'Ela', Magdalena: 'Magda', Joanna: 'Asia',
    Aleksandra: 'Ola', Krzysztof: 'Krzysiek', Tomasz: 'Tomek', Piotr: 'Piotrek', Jakub: 'Kuba', Stanisław: 'Staszek', Grzegorz: 'Grzesiek',
  },
}; // prettier-ignore

/** Names of people with roots in India. */
export const INDIAN: NameLists = {
  female:
    'Priya Anjali Pooja Sunita Neha Kavita Lakshmi Anita Deepa Rekha Asha Meena Divya Swati Shreya Nisha Geeta Sita Radha Rani Usha Jyoti Kiran Ananya Aishwarya Sneha Ritu Manisha Preeti Seema Savita Shanti Vandana Padma Indira Uma Leela Sarita Maya Nandini',
  male: 'Rahul Amit Raj Sanjay Vijay Rajesh Suresh Ramesh Anil Sunil Ashok Vikram Arjun Ravi Manoj Ajay Deepak Rohit Arun Vivek Kiran Nikhil Prakash Ganesh Mahesh Dinesh Mukesh Rakesh Sandeep Karthik Srinivas Venkatesh Krishna Mohan Gopal Harish Naveen Pradeep Ankit Siddharth',
  family:
    'Kumar Singh Sharma Patel Gupta Shah Reddy Das Rao Verma Khan Jain Mehta Joshi Mishra Nair Iyer Yadav Agarwal Desai Chopra Kapoor Malhotra Bose Ghosh Banerjee Mukherjee Chatterjee Pillai Menon Bhat Hegde Kulkarni Patil Naidu Thakur Chauhan Pandey Tiwari Saxena Bhatia Sethi Gill Sandhu Dhillon Grewal',
  femaleTail: ['Bha Cha Ha Ja Ka Ma Na Pra Sha Su Va Vi', 'nika rathi shini tika vani mala gya sri'],
  maleTail: ['Bha Cha Dev Ha Ja Ma Na Pra Sha Su Va Vi', 'esh inder endra nath kant mesh raj deep'],
  familyTail: ['Ambe Bala Chandra Deva Gana Hari Jaya Kesa Laksh Maha Nara Para Rama Sata Subra Tala Vasu Venka', 'gopal kar krishnan lingam manian murthy natha pathy raman samy sekhar swamy tesan van'],
  nicknames: {},
}; // prettier-ignore
