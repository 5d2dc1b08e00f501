"""Cities that bear another name in another language.

CLDR knows the cities that stand for a time zone in all five languages; this table adds
capitals and other cities whose names differ. Country first, then the names people write.
"""

CITIES = """
AE|Dubai|Dubaï|Dubái|دبي
AE|Abu Dhabi|Abou Dabi|Abu Dabi|أبو ظبي|أبوظبي
AL|Tirana|تيرانا
AM|Yerevan|Erevan|Ereván|Erevã|يريفان
AO|Luanda|لواندا
AR|Buenos Aires|بوينس آيرس|بوينس أيرس
AR|Córdoba|قرطبة الأرجنتين
AR|Rosario|روساريو
AT|Vienna|Vienne|Viena|فيينا
AZ|Baku|Bakou|Bakú|باكو
BD|Dhaka|Dacca|Daca|دكا
BD|Chittagong|Chattogram|شيتاغونغ
BE|Brussels|Bruxelles|Bruselas|Bruxelas|بروكسل
BE|Antwerp|Anvers|Amberes|Antuérpia|أنتويرب
BE|Ghent|Gand|Gante|غنت
BE|Liège|Lieja|لييج
BF|Ouagadougou|Uagadugú|Uagadugu|Ouaga|واغادوغو
BI|Bujumbura|بوجمبورا
BJ|Cotonou|Cotonú|Cotonu|كوتونو
BJ|Porto-Novo|بورتو نوفو
BO|La Paz|لاباز
BO|Santa Cruz de la Sierra
BR|Brasília|Brasilia|برازيليا
BR|São Paulo|Sampa|ساو باولو
BR|Rio de Janeiro|Río de Janeiro|ريو دي جانيرو
BR|Belo Horizonte|بيلو هوريزونتي
BR|Porto Alegre|بورتو أليغري
BR|Salvador de Bahia|Salvador da Bahia|Salvador|سلفادور دي باهيا
BR|Recife|ريسيفي
BR|Curitiba|كوريتيبا
BR|Fortaleza|فورتاليزا
CA|Montreal|Montréal|مونتريال|مونتريول
CA|Quebec City|Ville de Québec
CD|Kinshasa|كينشاسا
CD|Lubumbashi|لوبومباشي
CG|Brazzaville|برازافيل
CG|Pointe-Noire|بوانت نوار
CH|Geneva|Genève|Ginebra|Genebra|Genf|جنيف
CH|Bern|Berne|Berna|برن
CH|Basel|Bâle|Basilea|Basileia|بازل
CH|Lausanne|Lausana|لوزان
CI|Abidjan|Abiyán|Abidjã|أبيدجان
CI|Bouaké|بواكيه
CI|Yamoussoukro|Yamusukro|ياموسوكرو
CL|Santiago de Chile|Santiago du Chili|Santiago do Chile|سانتياغو
CL|Valparaíso|فالبارايسو
CM|Yaoundé|Yaundé|Iaundé|ياوندي
CM|Douala|Duala|دوالا
CN|Beijing|Pékin|Pekín|Pequim|Peking|بكين
CN|Shanghai|Shanghái|Xangai|شنغهاي
CN|Guangzhou|غوانزو
CO|Bogotá|Bogota|بوغوتا
CO|Medellín|ميديلين
CO|Cali|كالي
CO|Cartagena de Indias|Carthagène|قرطاجنة الهندية
CU|Havana|La Havane|Havane|La Habana|Habana|هافانا
CV|Praia|برايا
CY|Nicosia|Nicosie|نيقوسيا
CZ|Prague|Praga|Praha|براغ
DE|Berlin|Berlín|Berlim|برلين
DE|Cologne|Köln|Colônia|كولونيا
DE|Munich|München|Múnich|Munique|ميونخ
DE|Hamburg|Hambourg|Hamburgo|هامبورغ
DE|Frankfurt|Francfort|Fráncfort|فرانكفورت
DE|Leipzig|لايبزيغ
DJ|Djibouti|Yibuti|جيبوتي
DK|Copenhagen|Copenhague|كوبنهاغن
DO|Santo Domingo|Saint-Domingue|São Domingos|سانتو دومينغو
DZ|Algiers|Alger|Argel|الجزائر العاصمة
DZ|Oran|Orán|Orã|وهران
DZ|Constantine|Constantina|قسنطينة
EC|Quito|كيتو
EC|Guayaquil|غواياكيل
EG|Cairo|Le Caire|Caire|El Cairo|القاهرة
EG|Alexandria|Alexandrie|Alejandría|الإسكندرية|اسكندرية
EG|Giza|Gizeh|الجيزة
EG|Aswan|Assouan|Asuán|Assuão|أسوان
EG|Luxor|Louxor|الأقصر
EG|Port Said|Port-Saïd|Puerto Saíd|بورسعيد
ES|Madrid|مدريد
ES|Barcelona|Barcelone|برشلونة
ES|Seville|Séville|Sevilla|Sevilha|إشبيلية
ES|Valencia|Valence|Valência|بلنسية
ES|Zaragoza|Saragosse|Saragossa|سرقسطة
ES|Bilbao|Bilbo|بلباو
ES|Malaga|Málaga|مالقة
ES|Granada|غرناطة
ET|Addis Ababa|Addis-Abeba|Adís Abeba|Adis Abeba|Adis-Abeba|Addis|أديس أبابا
FR|Paris|París|باريس
FR|Marseille|Marsella|Marselha|مرسيليا
FR|Lyon|Lyons|Lión|مدينة ليون
FR|Strasbourg|Estrasburgo|ستراسبورغ
FR|Bordeaux|Burdeos|Bordéus|بوردو
FR|Toulouse|Tolosa|تولوز
FR|Montpellier|مونبلييه
FR|Nantes|نانت
GB|London|Londres|لندن
GB|Edinburgh|Édimbourg|Edimburgo|إدنبرة
GB|Manchester|مانشستر
GB|Glasgow|غلاسكو
GE|Tbilisi|Tbilissi|تبليسي
GH|Accra|Acra|أكرا
GH|Kumasi|كوماسي
GM|Banjul|بانجول
GN|Conakry|Conakri|Conacri|كوناكري
GR|Athens|Athènes|Atenas|أثينا
GR|Thessaloniki|Thessalonique|Tesalónica|Salonica|سالونيك
GT|Guatemala City|Ciudad de Guatemala|Cidade da Guatemala|غواتيمالا
GW|Bissau|بيساو
HT|Port-au-Prince|Puerto Príncipe|Porto Príncipe|بورت أو برنس
HU|Budapest|Budapeste|بودابست
ID|Jakarta|Yakarta|Jacarta|Djakarta|جاكرتا
ID|Surabaya|سورابايا
IN|New Delhi|Delhi|Nouvelle-Delhi|Nueva Delhi|Nova Deli|Nova Délhi|دلهي|نيودلهي
IN|Mumbai|Bombay|Bombaim|مومباي
IN|Kolkata|Calcutta|Calcuta|Calcutá|كولكاتا|كلكتا
IN|Chennai|Madras|Madrás|تشيناي
IN|Bangalore|Bengaluru|بنغالور
IQ|Baghdad|Bagdad|Bagdá|Bagdade|بغداد
IQ|Basra|Bassora|Basora|Baçorá|البصرة
IQ|Mosul|Mossoul|الموصل
IQ|Erbil|Arbil|أربيل
IR|Tehran|Téhéran|Teherán|Teerã|Teerão|طهران
IT|Rome|Roma|روما
IT|Turin|Torino|Turín|Turim|تورينو
IT|Milan|Milano|Milán|Milão|ميلانو
IT|Naples|Napoli|Nápoles|نابولي
IT|Florence|Firenze|Florencia|Florença|فلورنسا
IT|Venice|Venise|Venezia|Venecia|Veneza|البندقية
IT|Genoa|Gênes|Genova|Génova|Gênova|جنوة
IT|Bologna|Bologne|Bolonia|Bolonha|بولونيا
IT|Palermo|Palerme|باليرمو
JM|Kingston|كينغستون
JO|Amman|Ammán|Amã|عمان
JO|Zarqa|Zarka|الزرقاء
JO|Irbid|إربد
JP|Tokyo|Tokio|Tóquio|طوكيو
KE|Nairobi|Nairóbi|نيروبي
KE|Mombasa|Monbasa|Mombaça|مومباسا
KH|Phnom Penh|Nom Pen|بنوم بنه
KM|Moroni|موروني
KR|Seoul|Séoul|Seúl|Seul|سيول
KR|Busan|Pusan|بوسان
KW|Kuwait City|مدينة الكويت
LA|Vientiane|Vientián|Vienciana|فيينتيان
LB|Beirut|Beyrouth|Beirute|بيروت
LB|Tripoli|Trípoli|طرابلس
LK|Colombo|كولومبو
LR|Monrovia|مونروفيا
LY|Benghazi|Bengasi|بنغازي
MA|Casablanca|الدار البيضاء
MA|Rabat|الرباط
MA|Fez|Fès|Fes|فاس
MA|Tangier|Tanger|Tánger|Tânger|طنجة
MA|Marrakesh|Marrakech|Marraquexe|مراكش
MA|Agadir|أكادير
MA|Meknes|Meknès|مكناس
MA|Tetouan|Tétouan|Tetuán|Tetuão|تطوان
MA|Chefchaouen|Chaouen|Xauen|شفشاون
MA|Oujda|وجدة
MG|Antananarivo|Tananarive|أنتاناناريفو
ML|Bamako|Bamaco|باماكو
MM|Yangon|Rangoun|Rangoon|Rangún|Rangum|يانغون
MN|Ulaanbaatar|Oulan-Bator|Ulán Bator|Ulan Bator|أولان باتور
MR|Nouakchott|Nuakchot|Nuaquexote|نواكشوط
MR|Nouadhibou|Nuadibú|نواذيبو
MU|Port Louis|Port-Louis|Puerto Luis|بورت لويس
MV|Malé|ماليه
MX|Mexico City|Ciudad de México|CDMX|Cidade do México|مكسيكو|مدينة مكسيكو
MX|Guadalajara|غوادالاخارا
MZ|Maputo|مابوتو
MZ|Beira|بيرا
MZ|Quelimane|كليماني
NA|Windhoek|Vinduque|ويندهوك
NE|Niamey|Niamei|نيامي
NG|Abuja|أبوجا
NG|Lagos|لاغوس
NG|Kano|كانو
NI|Managua|Manágua|ماناغوا
NL|The Hague|La Haye|Haye|La Haya|Haia|لاهاي
NL|Rotterdam|Róterdam|Roterdã|روتردام
NP|Kathmandu|Katmandou|Katmandú|Catmandu|كاتماندو
PE|Lima|ليما
PE|Cusco|Cuzco|كوسكو
PH|Manila|Manille|مانيلا
PK|Islamabad|إسلام آباد
PK|Karachi|كراتشي
PK|Lahore|لاهور
PL|Warsaw|Varsovie|Varsovia|Varsóvia|Warszawa|وارسو
PL|Krakow|Cracovie|Cracovia|Cracóvia|Kraków|كراكوف
PS|Gaza|غزة
PS|Ramallah|Ramala|رام الله
PS|Nablus|Naplouse|نابلس
PS|Hebron|Hébron|Hebrón|الخليل
PS|Bethlehem|Bethléem|Belén|Belém da Palestina|بيت لحم
PS|Jerusalem|Jérusalem|Jerusalén|Jerusalém|القدس
PT|Lisbon|Lisbonne|Lisboa|لشبونة
PT|Porto|Oporto|بورتو
PY|Asunción|Asuncion|Assomption|Assunção|أسونسيون
QA|Doha|الدوحة
RO|Bucharest|Bucarest|Bucareste|بوخارست
RS|Belgrade|Belgrado|بلغراد
RU|Moscow|Moscou|Moscú|Moscovo|موسكو
RW|Kigali|كيغالي
SA|Riyadh|Riyad|Riad|الرياض
SA|Jeddah|Djeddah|Yeda|Jidá|جدة
SA|Mecca|La Mecque|Mecque|La Meca|مكة
SD|Khartoum|Jartum|Cartum|الخرطوم
SE|Stockholm|Estocolmo|ستوكهولم
SL|Freetown|فريتاون
SN|Dakar|Dacar|داكار
SN|Saint-Louis du Sénégal|Saint-Louis|سان لويس
SN|Thiès|تياس
SN|Ziguinchor|زيغنشور
SO|Mogadishu|Mogadiscio|Mogadíscio|مقديشو
SS|Juba|Djouba|Yuba|جوبا
ST|São Tomé|Sao Tomé|Santo Tomé|ساو تومي
SV|San Salvador|سان سلفادور
SY|Damascus|Damas|Damasco|دمشق
SY|Aleppo|Alep|Alepo|حلب
TD|N'Djamena|Ndjamena|Yamena|انجمينا|نجامينا
TG|Lomé|Lome|لومي
TH|Bangkok|Banguecoque|بانكوك
TH|Chiang Mai|شيانغ ماي
TL|Dili|Díli|ديلي
TN|Tunis|Túnez capital|Tunes|تونس العاصمة
TN|Sfax|صفاقس
TN|Sousse|Susa|سوسة
TN|Bizerte|Bizerta|بنزرت
TN|Kairouan|Kairuán|القيروان
TN|Gabès|قابس
TR|Istanbul|Estambul|Istambul|إسطنبول|اسطنبول
TR|Ankara|Ancara|أنقرة
TR|Izmir|Smyrne|Esmirna|إزمير
TR|Gaziantep|Antep|غازي عنتاب|عنتاب
TZ|Dar es Salaam|Dar es-Salam|دار السلام
TZ|Dodoma|دودوما
TZ|Zanzibar|Zanzíbar|زنجبار
UA|Kyiv|Kiev|Kiyv|كييف
UA|Lviv|Lemberg|Leópolis|لفيف
UG|Kampala|Campala|كمبالا
US|New York|New York City|Nueva York|Nova Iorque|Nova York|نيويورك
US|Philadelphia|Philadelphie|Filadelfia|Filadélfia|فيلادلفيا
US|New Orleans|La Nouvelle-Orléans|Nueva Orleans|Nova Orleans|نيو أورلينز
UY|Montevideo|Montevidéu|Montévidéo|Montevideu|مونتيفيديو
VE|Caracas|كاراكاس
VN|Hanoi|Hanoï|Hanói|هانوي
VN|Ho Chi Minh City|Hô-Chi-Minh-Ville|Ciudad Ho Chi Minh|Saigon|هو تشي منه
YE|Sanaa|Saná|صنعاء
YE|Aden|Adén|Áden|عدن
ZA|Cape Town|Le Cap|Ville du Cap|Ciudad del Cabo|Cidade do Cabo|كيب تاون
ZA|Durban|eThekwini|ديربان
ZA|Johannesburg|Johannesbourg|Johannesburgo|Joanesburgo|Joburg|جوهانسبرغ
ZA|Pretoria|Prétoria|Pretória|Tshwane|بريتوريا
ZM|Lusaka|Lusaca|لوساكا
ZW|Harare|هراري
"""
