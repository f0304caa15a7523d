import type { MarketPhase, Quote } from '../../../shared/domain/market-data.ts';
import type { OrderDraft } from '../../../shared/domain/order.ts';
import { absenceText, type ControlFacts } from '../control-facts.ts';
import { type Judgement, judge } from '../judgement.ts';

/** In which of the phases outside regular hours an order of a session can trade. */
const PHASES: Readonly<Record<OrderDraft['session'], ReadonlySet<MarketPhase>>> = {
  regular: new Set(),
  extended: new Set(['pre_market', 'after_hours']),
  overnight: new Set(['overnight']),
};

const STOPPED: Readonly<Partial<Record<Quote['tradingStatus'], string>>> = {
  halted: 'Trading in it is halted.',
  circuit_breaker: 'A circuit breaker has stopped trading in it.',
  delisted: 'It is delisted.',
  unknown: 'Whether it is being traded is not known.',
};

/**
 * Control 27: no order into a halt, an auction or a state that is not understood. Outside the regular session a limit
 * order waits for the next one, which is said; a market order would meet a price that nobody can foresee.
 */
export function marketState(facts: ControlFacts): Judgement {
  const { market, quote } = facts;
  if (market === null)
    return judge('block', `The market's state is not known: ${absenceText(facts, 'market')}.`);
  if (quote === null)
    return judge('block', `The trading state is not known: ${absenceText(facts, 'quote')}.`);
  const stopped = STOPPED[quote.tradingStatus];
  if (stopped !== undefined) return judge('block', stopped, { value: quote.tradingStatus, limit: 'normal' });
  const measured = { value: market.phase, limit: 'regular' };
  if (market.phase === 'unknown' || market.phase === 'auction') {
    return judge('block', `No orders while the market's state is ${market.phase}.`, measured);
  }
  if (market.phase === 'regular') {
    return facts.order.session === 'overnight'
      ? judge('warning', 'It is for the night session and waits for it.', measured)
      : judge('pass', 'The market is in its regular session.', measured);
  }
  return outsideRegularSession(facts, market.phase);
}

function outsideRegularSession({ order }: ControlFacts, phase: MarketPhase): Judgement {
  const measured = { value: phase, limit: 'regular' };
  const words = phase.replace(/_/g, ' ');
  if (order.orderType === 'MKT' || order.algo !== null) {
    return judge(
      'block',
      `The market is not in its regular session (${words}). Use a limit order.`,
      measured,
    );
  }
  if (PHASES[order.session].has(phase)) {
    return judge(
      'danger',
      `It trades outside the regular session (${words}), where prices are thin.`,
      measured,
    );
  }
  return judge('warning', `The market is ${words}: the order waits for the next session.`, measured);
}
