"""International organisations by the names they go by in five languages.

What is said of a partner is counted by body: "OIT", "ILO" and "Bureau international du
Travail" are one, wherever it has its seat. Names and acronyms are the official ones, as the
United Nations keep them (unterm.un.org) and as the others sign in each language. Acronyms
that mean something else as often (CCI, a chamber of commerce) are left out.
"""

import re
from functools import cache

from worldcafe.domain.folding import fold
from worldcafe.domain.model import Partner
from worldcafe.domain.vocabulary import PartnerType

_NAMES = """
UN: ONU, UNO, United Nations, United Nations Organization, Nations Unies, Organisation des
  Nations Unies, Naciones Unidas, Organización de las Naciones Unidas, Nações Unidas,
  Organização das Nações Unidas, الأمم المتحدة, منظمة الأمم المتحدة
ILO: OIT, BIT, International Labour Organization, International Labor Organization,
  International Labour Organisation, International Labour Office, Organisation internationale
  du Travail, Bureau international du Travail, Organización Internacional del Trabajo, Oficina
  Internacional del Trabajo, Organização Internacional do Trabalho, Bureau Internacional do
  Trabalho, Repartição Internacional do Trabalho, Secretaria Internacional do Trabalho, منظمة
  العمل الدولية, مكتب العمل الدولي
ITCILO: ITC-ILO, ITC ILO, CIF-OIT, CIF OIT, International Training Centre of the ILO, Centre
  international de formation de l'OIT, Centro Internacional de Formación de la OIT, Centro
  Internacional de Formação da OIT, المركز الدولي للتدريب التابع لمنظمة العمل الدولية
UNDP: PNUD, United Nations Development Programme, UN Development Programme, Programme des
  Nations Unies pour le développement, Programa de las Naciones Unidas para el Desarrollo,
  Programa das Nações Unidas para o Desenvolvimento, برنامج الأمم المتحدة الإنمائي
UNESCO: United Nations Educational Scientific and Cultural Organization, Organisation des
  Nations Unies pour l'éducation la science et la culture, Organización de las Naciones Unidas
  para la Educación la Ciencia y la Cultura, Organização das Nações Unidas para a Educação a
  Ciência e a Cultura, اليونسكو, منظمة الأمم المتحدة للتربية والعلم والثقافة
UNICEF: United Nations Children's Fund, Fonds des Nations Unies pour l'enfance, Fondo de las
  Naciones Unidas para la Infancia, Fundo das Nações Unidas para a Infância, اليونيسف, منظمة
  الأمم المتحدة للطفولة
WHO: OMS, World Health Organization, Organisation mondiale de la Santé, Organización Mundial
  de la Salud, Organização Mundial da Saúde, منظمة الصحة العالمية
FAO: ONUAA, Food and Agriculture Organization, Food and Agriculture Organization of the United
  Nations, Organisation des Nations Unies pour l'alimentation et l'agriculture, Organización
  de las Naciones Unidas para la Alimentación y la Agricultura, Organização das Nações Unidas
  para a Alimentação e a Agricultura, منظمة الأغذية والزراعة, منظمة الأغذية والزراعة للأمم
  المتحدة, الفاو
IFAD: FIDA, International Fund for Agricultural Development, Fonds international de
  développement agricole, Fondo Internacional de Desarrollo Agrícola, Fundo Internacional de
  Desenvolvimento Agrícola, الصندوق الدولي للتنمية الزراعية
WFP: PAM, PMA, World Food Programme, Programme alimentaire mondial, Programa Mundial de
  Alimentos, Programa Alimentar Mundial, برنامج الأغذية العالمي, برنامج الغذاء العالمي
UNHCR: HCR, ACNUR, Haut-Commissariat des Nations Unies pour les réfugiés, United Nations High
  Commissioner for Refugees, Alto Comisionado de las Naciones Unidas para los Refugiados, Alto
  Comissariado das Nações Unidas para os Refugiados, المفوضية السامية للأمم المتحدة لشؤون
  اللاجئين, مفوضية اللاجئين
OHCHR: HCDH, ACNUDH, Office of the High Commissioner for Human Rights, Haut-Commissariat aux
  droits de l'homme, Alto Comisionado para los Derechos Humanos, مفوضية حقوق الإنسان
IOM: OIM, International Organization for Migration, Organisation internationale pour les
  migrations, Organización Internacional para las Migraciones, Organização Internacional para
  as Migrações, المنظمة الدولية للهجرة
UNFPA: FNUAP, United Nations Population Fund, Fonds des Nations Unies pour la population,
  Fondo de Población de las Naciones Unidas, Fundo de População das Nações Unidas, صندوق الأمم
  المتحدة للسكان
UN Women: ONU Femmes, ONU Mujeres, ONU Mulheres, هيئة الأمم المتحدة للمرأة
UN-Habitat: ONU-Habitat, UN Habitat, ONU Habitat, United Nations Human Settlements Programme,
  Programme des Nations Unies pour les établissements humains, Programa de las Naciones Unidas
  para los Asentamientos Humanos, Programa das Nações Unidas para os Assentamentos Humanos,
  موئل الأمم المتحدة, برنامج الأمم المتحدة للمستوطنات البشرية
UNEP: PNUE, PNUMA, UN Environment Programme, United Nations Environment Programme, Programme
  des Nations Unies pour l'environnement, Programa de las Naciones Unidas para el Medio
  Ambiente, Programa das Nações Unidas para o Meio Ambiente, برنامج الأمم المتحدة للبيئة
UNIDO: ONUDI, United Nations Industrial Development Organization, Organisation des Nations
  Unies pour le développement industriel, Organización de las Naciones Unidas para el
  Desarrollo Industrial, Organização das Nações Unidas para o Desenvolvimento Industrial,
  منظمة الأمم المتحدة للتنمية الصناعية, اليونيدو
UNCTAD: CNUCED, UN Trade and Development, Conférence des Nations Unies sur le commerce et le
  développement, الأونكتاد
UNODC: ONUDC, United Nations Office on Drugs and Crime, مكتب الأمم المتحدة المعني بالمخدرات
  والجريمة
UNAIDS: ONUSIDA, برنامج الأمم المتحدة المشترك لمكافحة الإيدز
UNCDF: FENU, FNUDC, United Nations Capital Development Fund, Fonds d'équipement des Nations
  Unies, Fondo de las Naciones Unidas para el Desarrollo de la Capitalización, صندوق الأمم
  المتحدة للمشاريع الإنتاجية
UNOPS: United Nations Office for Project Services, مكتب الأمم المتحدة لخدمات المشاريع
UNOSSC: UN Office for South-South Cooperation, United Nations Office for South-South
  Cooperation, Bureau des Nations Unies pour la coopération Sud-Sud, Oficina de las Naciones
  Unidas para la Cooperación Sur-Sur, Escritório das Nações Unidas para a Cooperação Sul-Sul,
  مكتب الأمم المتحدة للتعاون فيما بين بلدان الجنوب
UNITAR: United Nations Institute for Training and Research, Institut des Nations Unies pour la
  formation et la recherche, معهد الأمم المتحدة للتدريب والبحث
ITU: UIT, International Telecommunication Union, Union internationale des télécommunications,
  Unión Internacional de Telecomunicaciones, الاتحاد الدولي للاتصالات
UNECA: CEA, Economic Commission for Africa, Commission économique pour l'Afrique
ECLAC: CEPAL, CEPALC, Economic Commission for Latin America and the Caribbean, Comisión
  Económica para América Latina y el Caribe, Comissão Económica para a América Latina e o
  Caribe
ESCWA: CESAO, الإسكوا, اللجنة الاقتصادية والاجتماعية لغربي آسيا
World Bank: WB, World Bank Group, Banque mondiale, Banco Mundial, البنك الدولي
IMF: FMI, International Monetary Fund, Fonds monétaire international, Fondo Monetario
  Internacional, Fundo Monetário Internacional, صندوق النقد الدولي
WTO: OMC, World Trade Organization, Organisation mondiale du commerce, Organización Mundial
  del Comercio, Organização Mundial do Comércio, منظمة التجارة العالمية
OECD: OCDE, Organisation for Economic Co-operation and Development, Organisation de
  coopération et de développement économiques, Organización para la Cooperación y el
  Desarrollo Económicos, Organização para a Cooperação e Desenvolvimento Económico, منظمة
  التعاون الاقتصادي والتنمية
EU: UE, European Union, Union européenne, Unión Europea, União Europeia, الاتحاد الأوروبي
European Commission: Commission européenne, Comisión Europea, Comissão Europeia, المفوضية
  الأوروبية
Council of Europe: Conseil de l'Europe, Consejo de Europa, Conselho da Europa, مجلس أوروبا
African Union: AU, Union africaine, Unión Africana, União Africana, الاتحاد الأفريقي, الاتحاد
  الإفريقي
ECOWAS: CEDEAO, Economic Community of West African States, Communauté économique des États de
  l'Afrique de l'Ouest, Comunidade Económica dos Estados da África Ocidental
WAEMU: UEMOA, Union économique et monétaire ouest-africaine
AfDB: BAfD, African Development Bank, Banque africaine de développement, Banco Africano de
  Desarrollo, Banco Africano de Desenvolvimento, البنك الأفريقي للتنمية, مصرف التنمية الأفريقي
IDB: Inter-American Development Bank, Banque interaméricaine de développement, Banco
  Interamericano de Desarrollo, Banco Interamericano de Desenvolvimento
IsDB: Islamic Development Bank, Banque islamique de développement, البنك الإسلامي للتنمية
Arab League: League of Arab States, Ligue des États arabes, Ligue arabe, Liga Árabe, Liga de
  los Estados Árabes, جامعة الدول العربية
OIF: Organisation internationale de la Francophonie, International Organisation of La
  Francophonie, المنظمة الدولية للفرنكوفونية
CPLP: Comunidade dos Países de Língua Portuguesa, Community of Portuguese Language Countries,
  Communauté des pays de langue portugaise
SEGIB: Secretaría General Iberoamericana, Secretaria-Geral Ibero-Americana, Ibero-American
  General Secretariat, Secrétariat général ibéro-américain
OEI: Organización de Estados Iberoamericanos, Organização de Estados Ibero-americanos
Red Cross: IFRC, FICR, International Federation of Red Cross and Red Crescent Societies,
  Fédération internationale des Sociétés de la Croix-Rouge et du Croissant-Rouge
UCLG: CGLU, United Cities and Local Governments, Cités et gouvernements locaux unis, Ciudades
  y Gobiernos Locales Unidos, Cidades e Governos Locais Unidos, المدن والحكومات المحلية
  المتحدة, منظمة المدن والحكومات المحلية المتحدة
UCLG Africa: CGLU Afrique, CGLU Africa, CGLU África, UCLG-Africa, United Cities and Local
  Governments of Africa, Cités et gouvernements locaux unis d'Afrique, المدن والحكومات المحلية
  المتحدة الأفريقية
AIMF: Association internationale des maires francophones, International Association of
  Francophone Mayors
ICLEI: ICLEI Local Governments for Sustainability
C40: C40 Cities
ITUC: International Trade Union Confederation, Confédération syndicale internationale,
  Confederación Sindical Internacional, Confederação Sindical Internacional, الاتحاد الدولي
  لنقابات العمال
IOE: International Organisation of Employers, Organisation internationale des employeurs,
  Organización Internacional de Empleadores, المنظمة الدولية لأصحاب العمل
WIEGO: Women in Informal Employment Globalizing and Organizing
StreetNet: StreetNet International
"""

_ASIDE = re.compile(r"\s*[()/]\s*|\s+[–—-]\s+|\s*,\s+")
"""Between two names of one body: "International Labour Organization (ILO)", "OIT / ILO"."""
_ARTICLE = re.compile(r"(?:the|l|la|le|les|el|los|o|a) ")


def body_of(name: str) -> str:
    """What makes two names one body's: the words, or the organisation they are a name of."""
    return international(name) or fold(name)


@cache
def international(name: str) -> str:
    """The international organisation that a name stands for; empty where it is none.

    A name with an acronym beside it stands for the one that both stand for.
    """
    known = _known(name)
    if known:
        return known
    pieces = {_known(piece) for piece in _ASIDE.split(name) if piece}
    return pieces.pop() if len(pieces) == 1 else ""


def has_no_country(partner: Partner) -> bool:
    """Whether its country is only where it has its seat: a body of many countries."""
    return partner.type is PartnerType.MULTILATERAL or bool(international(partner.name))


def country_of(partner: Partner) -> str:
    """The country a partner stands for, by its code; empty where it stands for none.

    What was written for a country and is none ("Bangkok", "Global") is kept, and not counted.
    """
    stands_for_one = is_country(partner.country) and not has_no_country(partner)
    return partner.country if stands_for_one else ""


def is_country(text: str) -> bool:
    """Whether a text is the code of a country, as the program keeps those it recognises."""
    return len(text) == 2 and text.isascii() and text.isupper()


def _known(name: str) -> str:
    said = fold(name)
    return _by_name().get(said) or _by_name().get(_ARTICLE.sub("", said, count=1), "")


@cache
def _by_name() -> dict[str, str]:
    found = {}
    for line in re.sub(r"\n +", " ", _NAMES.strip()).splitlines():
        called, _, names = line.partition(":")
        for name in (called, *names.split(",")):
            found[fold(name)] = called
    return found
