import { RotateCw } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { accountsText } from '../i18n/en-accounts.ts';
import { Button } from '../ui/button.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { FileDrop } from './file-drop.tsx';
import { type FilesRead, type GivenFiles, NO_FILES } from './given-files.ts';
import { TestSteps } from './test-steps.tsx';
import type { ConnectionTesting } from './use-connection-test.ts';

const text = accountsText.form;

interface TestedFilesProps {
  readonly testing: ConnectionTesting;
  /** What was given before this was shown. */
  readonly initial: GivenFiles | null;
  readonly hint: string;
}

/** Files that are tested as soon as they are given; another file joins or takes the place of its like. */
export function TestedFiles({ testing, initial, hint }: TestedFilesProps) {
  const [files, setFiles] = useState(initial ?? NO_FILES);
  const [error, setError] = useState<string | null>(null);
  const { begin, test } = testing;
  const take = useCallback(
    (given: GivenFiles) => {
      setFiles(given);
      setError(given.properties === null && given.token !== null ? text.tokenAlone : null);
      void begin(given);
    },
    [begin],
  );
  useEffect(() => {
    if (initial !== null) take(initial);
  }, [initial, take]);
  const onRead = (read: FilesRead) => {
    if (!read.ok) return setError(read.error);
    const { properties, token } = read.files;
    take({ properties: properties ?? files.properties, token: token ?? files.token });
  };
  return (
    <>
      <FileDrop given={files} error={error} onRead={onRead} />
      <p className="field-hint">{hint}</p>
      <ErrorNotice error={testing.error} />
      {test === null ? null : <TestSteps test={test} />}
      {test?.state === 'failed' ? (
        <div>
          <Button
            icon={<RotateCw size={14} aria-hidden />}
            isBusy={testing.isBusy}
            onClick={() => take(files)}
          >
            {text.testAgain}
          </Button>
        </div>
      ) : null}
    </>
  );
}
