import * as z from 'zod';
import { wireText } from '../../tiger/wire/wire-readers.ts';
import { businessError } from '../gateway-refusal.ts';
import { INDUSTRIES, INDUSTRY_LEVELS, type Industry, industriesOf } from '../market/industry.ts';
import { LISTINGS } from '../market/listings.ts';
import type { MethodGroup } from '../method-table.ts';
import { optionalText, readBiz } from './biz-parameters.ts';
import { readStock } from './instrument-reader.ts';
import { readMarket } from './market-reader.ts';

const levelSchema = z.looseObject({ industry_level: optionalText });
const idSchema = z.looseObject({ industry_id: wireText });

export const industryMethods: MethodGroup = {
  industry_list: (_services, { biz }) => {
    const asked = readBiz(levelSchema, biz).industry_level ?? 'GIND';
    const level = INDUSTRY_LEVELS.find((name) => name === asked);
    if (level === undefined)
      throw businessError(`'industry_level' not supported, supported: ${INDUSTRY_LEVELS.join(' ')}`);
    return INDUSTRIES.filter((industry) => industry.level === level).map(industryItem);
  },
  industry_stocks: (_services, { biz }) => {
    const { industry_id: id } = readBiz(idSchema, biz);
    const market = readMarket(biz);
    return LISTINGS.filter((listing) => listing.market === market)
      .map((listing) => ({ listing, industries: industriesOf(listing.symbol) }))
      .filter(({ industries }) => industries.some((industry) => industry.id === id))
      .map(({ listing, industries }) => ({
        symbol: listing.symbol,
        companyName: listing.name,
        market: listing.market,
        industryDetailDTOList: industries.map(industryItem),
      }));
  },
  stock_industry: (services, { biz }) =>
    industriesOf(readStock(services, biz).listing.symbol).map(industryItem),
};

function industryItem({ id, level, nameEn, nameCn }: Industry) {
  return { industryLevel: level, id, nameEN: nameEn, nameCN: nameCn };
}
