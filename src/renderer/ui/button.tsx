import { LoaderCircle } from 'lucide-react';
import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly variant?: 'plain' | 'primary' | 'danger' | 'quiet';
  readonly isSmall?: boolean;
  readonly icon?: ReactNode;
  readonly isBusy?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button(props: ButtonProps) {
  const { variant = 'plain', isSmall = false, icon, isBusy = false, className, children, ...rest } = props;
  const classes = ['button', `button-${variant}`];
  if (isSmall) classes.push('button-small');
  if (children === undefined) classes.push('button-icon');
  if (className !== undefined) classes.push(className);
  return (
    <button type="button" {...rest} className={classes.join(' ')} disabled={isBusy || rest.disabled === true}>
      {isBusy ? <LoaderCircle size={15} className="spin" aria-hidden /> : icon}
      {children}
    </button>
  );
}
