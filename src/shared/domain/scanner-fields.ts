/** Field of Tiger's market scanner: the request's name after the class, the answer's name and index (vendor's SDK tables). */
export interface ScannerField {
  readonly index: number;
  readonly member: string;
  readonly name: string;
}

export const SCANNER_CLASSES = ['StockField', 'AccumulateField', 'FinancialField', 'MultiTagField'] as const;
export type ScannerClass = (typeof SCANNER_CLASSES)[number];

const TABLES: Readonly<Record<ScannerClass, string>> = {
  StockField: `2 CurPrice latestPrice; 3 BidPrice bidPrice; 4 AskPrice askPrice; 5 OpenPrice open; 6 PreClosePrice
preClose; 7 HighPrice high; 8 LowPrice low; 9 HourTradingPrePrice hourTradingPrePrice; 10
HourTradingAfterPrice hourTradingAfterPrice; 11 Volume volume; 12 Amount amount; 13 FloatShare
floatShares; 14 Week52High week52High; 15 Week52Low week52Low; 16 FloatMarketVal floatMarketCap; 17
MarketValue marketValue; 20 ttm_Eps ttmEps; 21 VolumeRatio volumeRatio; 22 BidAskRatio committee; 23
EarningDate earningDate; 24 PeTTM peRate; 26 DividePrice dividePriceVal; 27 DivideRate divideRateVal; 29
Exchange exchange; 30 TurnoverRate turnoverRate; 31 ListingDate listingDate; 33 Share shares; 34
ListingPrice listingPrice; 36 DiffBetweenLastPriceAndListPrice DiffBetweenLastPriceAndListPrice; 37
lyr_Eps lyrEps; 38 Open_Short_Interest OpenShortInterestVal; 39 Open_Short_Interest_Ratio
OpenShortInterestRatio; 40 Equity_Ratio totalDebtToEquity; 41 Equity_Multiplier
totalLiabilitiesToTotalAssets; 42 Holder_Nums holderNums; 43 Holder_Nums_Ratio holderRatio; 44
Per_Hold_Nums perHolderNums; 45 Per_Hold_Money perHolderMoney; 46 HalfYear_Holder_Nums_Ratio
HalfYearholderRatio; 47 InceptionDate inceptionDate; 48 CreationFee creationFee; 49 ManagementFee
managementFee; 50 Top10_Composition_Rate Top10CompoRate; 51 Top15_Composition_Rate Top15CompoRate; 52
Top20_Composition_Rate Top20CompoRate; 53 DiscountPremium discountPremium; 55 Net_Worth_Aum aum; 56
assetSize assetSize; 57 Amplitude Amplitude; 58 Pre_ChangeRate preChangeRate; 59 current_ChangeRate
curChangeRate; 60 Post_ChangeRate postChangeRate; 61 ETF_LastHoldingChangeDay LastHoldingChangeDay; 62
ETF_HoldingCount etfHoldingCount; 63 Net_Income netIncomeVal; 64 current_ChangeVal curChangeVal; 65
Timestamp Timestamp; 66 totalOI totalOI; 67 putCallOiRatio putCallOiRatio; 68 putCallVolRatio
putCallVolRatio; 69 totalVol totalVol; 70 ivRatio ivRatio; 71 ivPercentile ivPercentile; 72 hvRatio
hvRatio; 73 hvPercentile hvPercentile`,
  AccumulateField: `1 ChangeRate changeRate; 2 ChangeValue changeVal; 3 TotalLiabilities_Ratio_Annual totalLiabilitiesRatio;
4 TotalCommonEquity_Ratio_Annual totalCommonEquityRatio; 5 BasicEps_Ratio_Annual basicEpsRatio; 6
NetIncome_Ratio_Annual netIncomeRatio; 7 OperatingIncome_Ratio_Annual opeIncomeratio; 8 Eps eps; 9
NetAsset_PerShare bookValueshare; 10 Net_Income netIncome; 11 Operating_Income operatingIncome; 12
Total_Revenue total_revenue; 13 ROE ROE; 14 ROA ROA; 17 GrossProfitRate grossMargin; 18 NetProfitRate
netIncomeMargin; 19 TotalAssets totalAssets; 20 CurrentRatio currentRatio; 21 QuickRatio quickRatio; 22
CashFromOpsRatio cash4OpsRatio; 23 CashFromInvesting cash4Invest; 24 CashFromFinancing cash4Finance; 25
TotalLiabilitiesToTotalAssets allLiabAndAssets; 27 ROE_yearOnYear_Ratio netIncomeYearOnYearRatio; 28
Operating_Profits_Ratio OperatingProfitsRatio; 29 CashFromOpsVal cash4OpsVal`,
  FinancialField: `1 GrossProfitRate grossMarginVal; 2 NetProfitRate netIncomeMarginVal; 3 EarningsFromContOpsMargin
earningsFromContOpsMargin; 5 LongTermDebtToEquity ltDebtToEquity; 6 EbitToInterestExp ebitToInterestExp;
8 TotalAssetTurnover totalAssetTurnover; 9 AccountsReceivableTurnover accountsReceivableTurnover; 10
InventoryTurnover inventoryTurnover; 11 CurrentRatio currentRatioVal; 12 QuickRatio quickRatio; 13
ROATTM roa; 14 ReturnOnEquityRate roe; 15 TotalRevenues1YrGrowth totalRevenues1YrGrowth; 16
GrossProfit1YrGrowth grossProfit1YrGrowth; 17 NetIncome1YrGrowth netIncome1YrGrowth; 18
AccountsReceivable1YrGrowth accountsReceivable1YrGrowth; 19 Inventory1YrGrowth inventory1YrGrowth; 20
TotalAssets1YrGrowth totalAssets1YrGrowth; 21 TangibleBookValue1YrGrowth tangibleBookValue1YrGrowth; 22
CashFromOperations1YrGrowth cashFromOperations1YrGrowth; 23 CapitalExpenditures1YrGrowth
capitalExpenditures1YrGrowth; 24 TotalRevenues3YrCagr totalRevenues3YrCagr; 25 GrossProfit3YrCagr
grossProfit3YrCagr; 26 NetIncome3YrCagr netIncome3YrCagr; 27 AccountsReceivable3YrCagr
accountsReceivable3YrCagr; 28 Inventory3YrCagr inventory3YrCagr; 29 TotalAssets3YrCagr
totalAssets3YrCagr; 30 TangibleBookValue3YrCagr tangibleBookValue3YrCagr; 31 CashFromOps3YrCagr
cashFromOps3YrCagr; 32 CapitalExpenditures3YrCagr capitalExpenditures3YrCagr; 33 NetIncomeToCompany
netIncomeToCompany; 34 CashFromOperations cashFromOps; 35 CashFromInvesting cashFromInvesting; 36
CashFromFinancing cashFromFinancing; 37 NormalizedNetIncome2YrCagr netIncome2YrCagr; 38
TotalRevenues2YrCagr totalRevenues2YrCagr; 39 NetIncome5YrCagr netIncome5YrCagr; 40 TotalRevenues5YrCagr
totalRevenues5YrCagr; 41 TotalAssets totalAssetsVal; 42 FixedAssetTurnover fixedAssetTurnover; 43
OperatingIncome operatingIncomeVal; 44 TotalRevenue totalRevenue; 45 LYR_PE LyrPE; 46 TTM_PE ttmPE; 47
LYR_PS LyrPS; 48 TTM_PS ttmPS; 49 LargeInflowAmountToday largeInflowAmountToday; 50
LargeInflowAmountTodayPre largeInflowAmountTodayPre; 51 ShortInterest shortInterest; 52 ShortInterestPre
shortInterestPre; 53 HK_StockConnectRate hkStockConnectRate; 54 SH_StockConnectRate shStockConnectRate;
55 SZ_StockConnectRate szStockConnectRate; 56 Operating_Profits_Rate operatingProfitsRate; 57
HK_StockShConnectInflow hkStockShConnectInflow; 58 HK_StockSzConnectInflow hkStockSzConnectInflow; 59
SH_StockConnectInflow shStockConnectInflow; 60 SZ_StockConnectInflow szStockConnectInflow; 61
ListingAnnualReturn listingAnnualReturn; 62 LstYearAnnualReturn lstYearAnnualReturn; 63
Lst2YearAnnualReturn lst2YearAnnualReturn; 64 Lst5YearAnnualReturn lst5YearAnnualReturn; 65
ListingAnnualVolatility listingAnnualVolatility; 66 LstYearAnnualVolatility lstYearAnnualVolatility; 67
Lst2YearAnnualVolatility lst2YearAnnualVolatility; 68 Lst5YearAnnualVolatility lst5YearAnnualVolatility;
69 LYR_PB LyrPB; 70 TTM_PB ttmPB`,
  MultiTagField: `1 Industry industry; 2 Concept concept; 3 isOTC isOTC; 4 StockCode symbol; 5 Type type; 6 Volume_Spike
volSpike; 7 Net_Broken netBroken; 8 Issue_Price_Broken issuePriceBroken; 9 PrimaryBenchmark
primaryBenchmark; 10 Issuer issuer; 11 Custodian custodian; 12 DistributionFrequency
distributionFrequency; 13 OptionsAvailable optionsAvailable; 14 Today_HistoryHigh todayHistoryHigh; 15
Today_HistoryLow todayHistoryLow; 16 Stock_Package StockPkg; 17 Week52HighFlag week52HighFlag; 18
Week52LowFlag week52LowFlag; 19 TradeCurrency tradeCurrency; 20 ETF_TYPE etfType; 21 Market_Name
marketName; 22 One_Sectors_Level oneSectorsLevel; 23 Earning_Time earnTime; 24 isContra contra`,
};

/** By the name in a request, such as `StockField_MarketValue`, or by class and index. */
export const SCANNER_FIELDS: Readonly<Record<ScannerClass, readonly ScannerField[]>> = {
  StockField: parse(TABLES.StockField),
  AccumulateField: parse(TABLES.AccumulateField),
  FinancialField: parse(TABLES.FinancialField),
  MultiTagField: parse(TABLES.MultiTagField),
};

function parse(table: string): readonly ScannerField[] {
  return table.split(';').map((row) => {
    const [index = '', member = '', name = ''] = row.trim().split(/\s+/);
    return { index: Number(index), member, name };
  });
}

/** Spans of an AccumulateField (vendor's SDK table `AccumulatePeriod`). */
export const SCANNER_PERIODS = [
  'Five_Minutes',
  'Five_Days',
  'Ten_Days',
  'Twenty_Days',
  'Beginning_Of_The_Year_To_Now',
  'Half_Year',
  'Last_Year',
  'Last_Two_Year',
  'Last_Five_Year',
  'Listing_Date_To_Now',
  'ANNUAL',
  'QUARTERLY',
  'QUARTERLY_Recent_Third',
  'SEMIANNUAL',
] as const;

/**
 * `StockField_MarketValue` or `MarketValue`, in any case. A member that several classes have means the first of them:
 * stock, financial, accumulate, tag. null: there is no such field.
 */
export function findScannerField(text: string): { type: ScannerClass; field: ScannerField } | null {
  const wanted = text.trim().toLowerCase();
  for (const type of LOOKUP_ORDER) {
    const field = SCANNER_FIELDS[type].find(({ member }) =>
      [member.toLowerCase(), `${type}_${member}`.toLowerCase()].includes(wanted),
    );
    if (field !== undefined) return { type, field };
  }
  return null;
}

const LOOKUP_ORDER = ['StockField', 'FinancialField', 'AccumulateField', 'MultiTagField'] as const;
