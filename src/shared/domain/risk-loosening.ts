import { compare, type Decimal, decimal } from './decimal.ts';
import { CAP_OF_OTHERS, type RiskSettings } from './risk-settings.ts';

type Name = keyof RiskSettings;

/**
 * Which change of a setting lets more orders through: a number that is higher or lower (a shorter guard), a switch that
 * is on, a cap that is higher, comes or goes, a guard that is higher or gone, a list of allowed symbols that grows, a list
 * of denied ones that shrinks. A new setting does not compile until it has its direction.
 */
const LOOSER = {
  orderNotionalMax: 'caps',
  orderQuantityWarn: 'higher',
  orderQuantityMax: 'higher',
  contractQuantityMax: 'higher',
  priceCollarWarn: 'higher',
  priceCollarBlock: 'higher',
  optionCollarBlock: 'higher',
  spreadMax: 'higher',
  driftMax: 'higher',
  driftTicksMax: 'higher',
  previewAgeMaxMs: 'higher',
  quoteAgeMaxMs: 'higher',
  duplicateBlockMs: 'lower',
  duplicateWarnMs: 'lower',
  approvalLifetimeLiveMs: 'higher',
  approvalLifetimePaperMs: 'higher',
  ordersPerMinuteMax: 'higher',
  ordersPerDayMax: 'higher',
  dailyNotionalTimes: 'higher',
  dailyLossMax: 'higher',
  symbolPositionMax: 'higher',
  grossExposureMax: 'higher',
  averageVolumeWarn: 'higher',
  displayedSizeWarn: 'higher',
  unusualDeviations: 'higher',
  symbolsAllowed: 'more',
  symbolsDenied: 'fewer',
  isExtendedSessionEnabled: 'on',
  isOvernightSessionEnabled: 'on',
  areShortsEnabled: 'on',
  isMarginEnabled: 'on',
  expiryWarnMs: 'lower',
  expiryBlockMs: 'lower',
  areOptionsEnabled: 'on',
  areFuturesEnabled: 'on',
  areWarrantsEnabled: 'on',
  areFundsEnabled: 'on',
  reauthenticateAbove: 'guards',
} as const satisfies Readonly<Record<Name, 'caps' | 'guards' | 'higher' | 'lower' | 'on' | 'more' | 'fewer'>>;

/** The settings whose change lets more orders through than before. */
export function loosenedSettings(before: RiskSettings, after: RiskSettings): Name[] {
  return (Object.keys(LOOSER) as Name[]).filter((name) => isLooser(name, before[name], after[name]));
}

/** What its owner types to loosen a control of a live account; a click is no acknowledgement. */
export function looseningSentence(alias: string): string {
  return `I loosen the limits of ${alias}`;
}

function isLooser<K extends Name>(name: K, old: RiskSettings[K], now: RiskSettings[K]): boolean {
  switch (LOOSER[name]) {
    case 'caps':
      return areCapsLooser(old as Caps, now as Caps);
    case 'guards':
      return areGuardsLooser(old as Caps, now as Caps);
    case 'on':
      return old === false && now === true;
    case 'more':
      return isAllowedMore(old as Symbols, now as Symbols);
    case 'fewer':
      return (old as Symbols).some((symbol) => !(now as Symbols).includes(symbol));
    case 'lower':
      return compareNumbers(now, old) < 0;
    default:
      return compareNumbers(now, old) > 0;
  }
}

type Caps = RiskSettings['orderNotionalMax'];
type Symbols = readonly string[];

/**
 * A new cap opens a currency, or takes the place of that of US dollars, which may be less. One that goes leaves the
 * currency to the cap of US dollars, which may be more, or closed where there is none.
 */
function areCapsLooser(old: Caps, now: Caps): boolean {
  const currencies = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...currencies].some((currency) => {
    const oldCap: Decimal | undefined = old[currency];
    const cap: Decimal | undefined = now[currency];
    if (cap === undefined) return now[CAP_OF_OTHERS] !== undefined;
    return oldCap === undefined || compare(cap, oldCap) > 0;
  });
}

/** Nothing is asked for a currency without an entry, so a missing or higher one asks less often. */
function areGuardsLooser(old: Caps, now: Caps): boolean {
  return Object.entries(old).some(([currency, above]) => {
    const nowAbove: Decimal | undefined = now[currency];
    return nowAbove === undefined || compare(nowAbove, above) > 0;
  });
}

/** An empty list allows everything. */
function isAllowedMore(old: Symbols, now: Symbols): boolean {
  if (old.length === 0) return false;
  return now.length === 0 || now.some((symbol) => !old.includes(symbol));
}

function compareNumbers(left: unknown, right: unknown): number {
  return compare(decimal(left as string | number), decimal(right as string | number));
}
