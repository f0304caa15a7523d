/** GICS codes: two digits a sector, four a group, six an industry, eight a sub-industry. */
export const INDUSTRY_LEVELS = ['GSECTOR', 'GGROUP', 'GIND', 'GSUBIND'] as const;
type IndustryLevel = (typeof INDUSTRY_LEVELS)[number];

export interface Industry {
  readonly id: string;
  readonly level: IndustryLevel;
  readonly nameEn: string;
  readonly nameCn: string;
}

const ROWS: readonly (readonly [id: string, en: string, cn: string])[] = [
  ['10', 'Energy', '能源'],
  ['1010', 'Energy', '能源'],
  ['101020', 'Oil, Gas & Consumable Fuels', '石油、天然气与消费用燃料'],
  ['10102020', 'Oil & Gas Exploration & Production', '石油与天然气的勘探与生产'],
  ['20', 'Industrials', '工业'],
  ['2010', 'Capital Goods', '资本货物'],
  ['201010', 'Aerospace & Defense', '航空航天与国防'],
  ['20101010', 'Aerospace & Defense', '航空航天与国防'],
  ['201050', 'Industrial Conglomerates', '工业集团企业'],
  ['20105010', 'Industrial Conglomerates', '工业集团企业'],
  ['25', 'Consumer Discretionary', '非必需消费品'],
  ['2510', 'Automobiles & Components', '汽车与汽车零部件'],
  ['251020', 'Automobiles', '汽车'],
  ['25102010', 'Automobile Manufacturers', '汽车制造商'],
  ['2530', 'Consumer Services', '消费者服务'],
  ['253010', 'Hotels, Restaurants & Leisure', '酒店、餐馆与休闲'],
  ['25301040', 'Restaurants', '餐馆'],
  ['2550', 'Consumer Discretionary Distribution & Retail', '非必需消费品分销与零售'],
  ['255030', 'Broadline Retail', '综合零售'],
  ['25503030', 'Broadline Retail', '综合零售'],
  ['30', 'Consumer Staples', '必需消费品'],
  ['3010', 'Consumer Staples Distribution & Retail', '必需消费品分销与零售'],
  ['301010', 'Consumer Staples Distribution & Retail', '必需消费品分销与零售'],
  ['30101040', 'Consumer Staples Merchandise Retail', '必需消费品零售'],
  ['3020', 'Food, Beverage & Tobacco', '食品、饮料与烟草'],
  ['302010', 'Beverages', '饮料'],
  ['30201030', 'Soft Drinks & Non-alcoholic Beverages', '软饮料与非酒精饮料'],
  ['35', 'Health Care', '医疗保健'],
  ['3520', 'Pharmaceuticals, Biotechnology & Life Sciences', '制药、生物科技与生命科学'],
  ['352020', 'Pharmaceuticals', '制药'],
  ['35202010', 'Pharmaceuticals', '制药'],
  ['40', 'Financials', '金融'],
  ['4010', 'Banks', '银行'],
  ['401010', 'Banks', '银行'],
  ['40101010', 'Diversified Banks', '综合性银行'],
  ['4020', 'Financial Services', '金融服务'],
  ['402010', 'Financial Services', '金融服务'],
  ['40201060', 'Transaction & Payment Processing Services', '交易与支付处理服务'],
  ['402030', 'Capital Markets', '资本市场'],
  ['40203040', 'Financial Exchanges & Data', '金融交易所与数据'],
  ['402040', 'Exchange Traded Funds', '交易所买卖基金'],
  ['40204010', 'Exchange Traded Funds', '交易所买卖基金'],
  ['4030', 'Insurance', '保险'],
  ['403010', 'Insurance', '保险'],
  ['40301020', 'Life & Health Insurance', '人寿与健康保险'],
  ['45', 'Information Technology', '信息技术'],
  ['4510', 'Software & Services', '软件与服务'],
  ['451030', 'Software', '软件'],
  ['45103010', 'Application Software', '应用软件'],
  ['45103020', 'Systems Software', '系统软件'],
  ['4520', 'Technology Hardware & Equipment', '技术硬件与设备'],
  ['452020', 'Technology Hardware, Storage & Peripherals', '技术硬件、存储与外围设备'],
  ['45202030', 'Technology Hardware, Storage & Peripherals', '技术硬件、存储与外围设备'],
  ['4530', 'Semiconductors & Semiconductor Equipment', '半导体与半导体设备'],
  ['453010', 'Semiconductors & Semiconductor Equipment', '半导体与半导体设备'],
  ['45301020', 'Semiconductors', '半导体'],
  ['50', 'Communication Services', '通信服务'],
  ['5010', 'Telecommunication Services', '电信服务'],
  ['501020', 'Wireless Telecommunication Services', '无线电信服务'],
  ['50102010', 'Wireless Telecommunication Services', '无线电信服务'],
  ['5020', 'Media & Entertainment', '媒体与娱乐'],
  ['502020', 'Entertainment', '娱乐'],
  ['50202010', 'Movies & Entertainment', '电影与娱乐'],
  ['502030', 'Interactive Media & Services', '互动媒体与服务'],
  ['50203010', 'Interactive Media & Services', '互动媒体与服务'],
];

export const INDUSTRIES: readonly Industry[] = ROWS.map(([id, nameEn, nameCn]) => ({
  id,
  level: INDUSTRY_LEVELS[id.length / 2 - 1] ?? 'GSECTOR',
  nameEn,
  nameCn,
}));

const MEMBERS: Readonly<Record<string, string>> = {
  '10102020': '00883',
  '20101010': 'BA',
  '20105010': '00001',
  '25102010': 'TSLA F 01211',
  '25301040': '03690',
  '25503030': 'AMZN BABA 09618 09988',
  '30101040': 'COST WMT',
  '30201030': 'KO',
  '35202010': 'JNJ',
  '40101010': 'JPM 00005 00939 01398',
  '40201060': 'V',
  '40203040': '00388',
  '40204010': 'SPY QQQ TLT GLD 02800 03033',
  '40301020': '01299 02318',
  '45103010': 'PLTR',
  '45103020': 'MSFT',
  '45202030': 'AAPL 01810',
  '45301020': 'NVDA AVGO AMD INTC',
  '50102010': '00941',
  '50202010': 'NFLX DIS',
  '50203010': 'GOOGL META 00700',
};

/** From sector to sub-industry; empty for a symbol without one. */
export function industriesOf(symbol: string): readonly Industry[] {
  const entry = Object.entries(MEMBERS).find(([, symbols]) => symbols.split(' ').includes(symbol));
  if (entry === undefined) return [];
  return INDUSTRY_LEVELS.flatMap((_, depth) => {
    const id = entry[0].slice(0, (depth + 1) * 2);
    return INDUSTRIES.filter((industry) => industry.id === id);
  });
}
