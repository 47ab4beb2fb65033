/** Family and given names in Cyrillic; the forms in Latin letters are made by one scheme or another. */
export const RUSSIAN = {
  female:
    'Анна Мария Елена Ольга Наталья Екатерина Татьяна Ирина Светлана Юлия Анастасия Дарья Людмила Галина Валентина Надежда Вера Любовь Ксения Полина Виктория Алина Евгения Маргарита Лариса Нина Зоя Жанна Яна Софья Алла Тамара Раиса Лидия Оксана',
  male: 'Александр Сергей Дмитрий Андрей Алексей Максим Иван Михаил Николай Владимир Евгений Артём Павел Юрий Виктор Олег Игорь Константин Роман Антон Денис Илья Кирилл Никита Василий Григорий Фёдор Борис Геннадий Вячеслав Станислав Тимофей Ярослав Захар Лев',
  family:
    'Иванов Смирнов Кузнецов Попов Васильев Петров Соколов Михайлов Новиков Фёдоров Морозов Волков Алексеев Лебедев Семёнов Егоров Павлов Козлов Степанов Николаев Орлов Андреев Макаров Никитин Захаров Зайцев Соловьёв Борисов Яковлев Григорьев Романов Воробьёв Сергеев Кузьмин Фролов Александров Дмитриев Королёв Гусев Киселёв Ильин Максимов Поляков Сорокин Виноградов Ковалёв Белов Медведев Антонов Тарасов Жуков Баранов Филиппов Комаров Давыдов Беляев Герасимов Богданов Осипов Сидоров Матвеев Титов Марков Миронов Крылов Щербаков Чернов Шевченко Хохлов Цветков',
  tail: ['Аб Бар Бел Бог Бул Воз Вор Гал Гор Дан Дем Дуб Ер Жар Зим Каз Кал Кон Кос Куд Лап Лук Мал Мух Наз Ник Пан Пол Род Руд Сав Сел Суд Тих Фад Хар Чер Шат', 'анов ёнов ышев ашов инов охов уров ушкин атов иков еев исов'],
} as const; // prettier-ignore

const CYRILLIC = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя';
/** ICAO Doc 9303, BGN/PCGN as the press uses it, and the scientific one without its accents. */
const SCHEMES: readonly (readonly string[])[] = [
  'a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch ie y  e iu ia'.split(' '),
  'a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya'.split(' '),
  'a b v g d e jo z z i j k l m n o p r s t u f h c c s sc  y  e ju ja'.split(' '),
];

/** A Cyrillic name in Latin letters, by one of three schemes. */
export function romanise(name: string, scheme: number): string {
  let latin = '';
  for (const letter of name.toLowerCase()) latin += SCHEMES[scheme]![CYRILLIC.indexOf(letter)] ?? letter;
  return latin[0]!.toUpperCase() + latin.slice(1);
}

/** Names in Arabic script, each with ways in which it is written in Latin letters. */
export const ARABIC = {
  female:
    'فاطمة/Fatima/Fatimah/Fatma مريم/Maryam/Mariam/Meryem عائشة/Aisha/Aicha/Ayesha زينب/Zainab/Zaynab/Zeineb خديجة/Khadija/Khadijah/Hadija نور/Noor/Nour/Nur سارة/Sara/Sarah/Sarra ليلى/Layla/Leila/Laila هدى/Huda/Hoda/Houda أمينة/Amina/Aminah/Ameena سلمى/Salma/Selma/Salmah رانيا/Rania/Raniya/Ranya ياسمين/Yasmin/Yasmine/Jasmin حنان/Hanan/Hanane/Hannan سميرة/Samira/Sameera/Samirah دينا/Dina/Deena/Dinah هالة/Hala/Halah/Hela ريم/Reem/Rim/Riem',
  male: 'محمد/Mohammed/Muhammad/Mohamed أحمد/Ahmed/Ahmad/Ahmet علي/Ali/Aly/Alee حسن/Hassan/Hasan/Hacen حسين/Hussein/Husain/Hossein عمر/Omar/Umar/Omer يوسف/Youssef/Yusuf/Yousef إبراهيم/Ibrahim/Ebrahim/Brahim خالد/Khaled/Khalid/Haled عبدالله/Abdullah/Abdallah/Abdulla مصطفى/Mustafa/Mostafa/Moustafa كريم/Karim/Kareem/Kerim طارق/Tariq/Tarek/Tarik سعيد/Said/Saeed/Sayeed حمزة/Hamza/Hamzah/Hamsa جمال/Jamal/Gamal/Djamel رشيد/Rashid/Rachid/Rasheed فيصل/Faisal/Faysal/Feisal سمير/Samir/Sameer/Semir ناصر/Nasser/Nasir/Naser بلال/Bilal/Belal/Billal زياد/Ziad/Ziyad/Zeyad',
  family:
    'الأحمد/Al-Ahmad/Alahmad/El-Ahmed حداد/Haddad/Hadad/Hedad خوري/Khoury/Khouri/Khuri المصري/Al-Masri/El-Masry/Almasri منصور/Mansour/Mansur/Mansoor الحسن/Al-Hassan/Alhasan/El-Hassan نجار/Najjar/Najar/Naggar صالح/Saleh/Salih/Salah حمدان/Hamdan/Hemdan/Hamdane عباس/Abbas/Abas/Abbass سليمان/Suleiman/Sulaiman/Soliman قاسم/Qasim/Kassem/Qassem شريف/Sharif/Cherif/Shareef بكر/Bakr/Bakir/Baker درويش/Darwish/Darwich/Derwish الخطيب/Al-Khatib/El-Khateeb/Alkhatib عثمان/Othman/Osman/Uthman يونس/Younis/Yunus/Younes فارس/Fares/Faris/Farès زيدان/Zidan/Zaidan/Zidane غانم/Ghanem/Ghanim/Ganem حجازي/Hijazi/Hegazy/Hejazi الشامي/Al-Shami/El-Shamy/Alshami بركات/Barakat/Baraket/Barkat رحمن/Rahman/Rehman/Rahmane سلام/Salam/Sallam/Selam',
} as const; // prettier-ignore

/** Family names and the characters of given names, in Han and in pinyin. */
export const CHINESE = {
  family:
    '王Wang 李Li 张Zhang 刘Liu 陈Chen 杨Yang 黄Huang 赵Zhao 吴Wu 周Zhou 徐Xu 孙Sun 马Ma 朱Zhu 胡Hu 郭Guo 何He 林Lin 高Gao 罗Luo 郑Zheng 梁Liang 谢Xie 宋Song 唐Tang 许Xu 邓Deng 韩Han 冯Feng 曹Cao 彭Peng 曾Zeng 肖Xiao 田Tian 董Dong 潘Pan 袁Yuan 蔡Cai 蒋Jiang 余Yu 于Yu 杜Du 叶Ye 程Cheng 魏Wei 苏Su 吕Lü 丁Ding 任Ren 卢Lu 姚Yao 沈Shen 钟Zhong 姜Jiang 崔Cui 谭Tan 陆Lu 范Fan 汪Wang 廖Liao',
  female:
    '芳fang 娜na 敏min 静jing 丽li 艳yan 娟juan 霞xia 秀xiu 英ying 玉yu 兰lan 红hong 梅mei 婷ting 雪xue 慧hui 莹ying 琳lin 佳jia 欣xin 怡yi 倩qian 颖ying 洁jie 璐lu 萍ping 燕yan 云yun 月yue 春chun 华hua 思si 雨yu 晓xiao 文wen',
  male: '伟wei 强qiang 磊lei 军jun 洋yang 勇yong 杰jie 涛tao 明ming 超chao 刚gang 平ping 辉hui 鹏peng 华hua 飞fei 鑫xin 波bo 斌bin 宇yu 浩hao 凯kai 健jian 俊jun 建jian 国guo 志zhi 文wen 海hai 建jian 德de 天tian 成cheng 林lin 龙long 东dong',
} as const; // prettier-ignore
