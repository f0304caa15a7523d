import type { Attack } from './attack.ts';
import { brokerSilent } from './attacks/broker-silent.ts';
import { centsForDollars } from './attacks/cents-for-dollars.ts';
import { contractsForShares } from './attacks/contracts-for-shares.ts';
import { creditForDebit } from './attacks/credit-for-debit.ts';
import { doubledAfterTimeout } from './attacks/doubled-after-timeout.ts';
import { drip } from './attacks/drip.ts';
import { editedAfterApproval } from './attacks/edited-after-approval.ts';
import { expiredApproval } from './attacks/expired-approval.ts';
import { falseNumbers } from './attacks/false-numbers.ts';
import { flood } from './attacks/flood.ts';
import { forgedElicitation } from './attacks/forged-elicitation.ts';
import { grantForOtherForms } from './attacks/grant-for-other-forms.ts';
import { hiddenShort } from './attacks/hidden-short.ts';
import { injectedText } from './attacks/injected-text.ts';
import { liftedStop } from './attacks/lifted-stop.ts';
import { lookAlikeOption } from './attacks/look-alike-option.ts';
import { lookAlikeSymbol } from './attacks/look-alike-symbol.ts';
import { lotsForShares } from './attacks/lots-for-shares.ts';
import { madeUpTools } from './attacks/made-up-tools.ts';
import { nakedInSpread } from './attacks/naked-in-spread.ts';
import { oddLot } from './attacks/odd-lot.ts';
import { orderOutlives } from './attacks/order-outlives.ts';
import { otherKind } from './attacks/other-kind.ts';
import { outsideSession } from './attacks/outside-session.ts';
import { priceMoved } from './attacks/price-moved.ts';
import { quantityTricks } from './attacks/quantity-tricks.ts';
import { renamedClient } from './attacks/renamed-client.ts';
import { replayedApproval } from './attacks/replayed-approval.ts';
import { requestIdReused } from './attacks/request-id-reused.ts';
import { soldLeg } from './attacks/sold-leg.ts';
import { stopOnWrongSide } from './attacks/stop-on-wrong-side.ts';
import { swappedSeal } from './attacks/swapped-seal.ts';
import { symbolTricks } from './attacks/symbol-tricks.ts';
import { trailOfNothing } from './attacks/trail-of-nothing.ts';
import { widenedGrant } from './attacks/widened-grant.ts';
import { wrongAccount } from './attacks/wrong-account.ts';
import { wrongFrame } from './attacks/wrong-frame.ts';
import { wrongWindow } from './attacks/wrong-window.ts';

/** In the order in which they are shown. Each meets an app of its own, so none changes what another one meets. */
export const ATTACKS: readonly Attack[] = [
  injectedText,
  replayedApproval,
  swappedSeal,
  editedAfterApproval,
  expiredApproval,
  priceMoved,
  brokerSilent,
  doubledAfterTimeout,
  requestIdReused,
  wrongAccount,
  lookAlikeSymbol,
  symbolTricks,
  quantityTricks,
  lotsForShares,
  centsForDollars,
  oddLot,
  drip,
  flood,
  hiddenShort,
  outsideSession,
  otherKind,
  nakedInSpread,
  soldLeg,
  creditForDebit,
  contractsForShares,
  lookAlikeOption,
  stopOnWrongSide,
  trailOfNothing,
  orderOutlives,
  falseNumbers,
  madeUpTools,
  forgedElicitation,
  wrongFrame,
  wrongWindow,
  widenedGrant,
  grantForOtherForms,
  liftedStop,
  renamedClient,
];
