/** The verb sentence with its side in colour; the word itself says the side. */
export function Sentence({ text }: { readonly text: string }) {
  const [side = '', ...rest] = text.split(' ');
  if (side !== 'BUY' && side !== 'SELL') return <>{text}</>;
  return (
    <>
      <span className={side === 'BUY' ? 'is-buy' : 'is-sell'}>{side}</span> {rest.join(' ')}
    </>
  );
}
