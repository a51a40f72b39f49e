import { useState } from 'react';
import { answered } from '../../http/failure';
import { useDraft } from '../drafts';
import { TextField } from '../field';
import { api } from '../http';
import { useSay } from '../words/language';
import { Statement } from './statement';

interface Props {
  readonly reload: () => void;
}

const WORDS = ['satisfied', 'unsatisfied', 'doubt'] as const;
type Word = (typeof WORDS)[number];

/** Whether the customer is satisfied: the one question that closes a case. */
export function Verdict({ reload }: Props) {
  const say = useSay();
  const [chosen, setChosen] = useState<Word>();
  return (
    <section className="card no-print" aria-labelledby="verdict">
      <h2 id="verdict">{say('verdict.title')}</h2>
      <div className="choices">
        {WORDS.map((word) => (
          <button key={word} type="button" aria-pressed={chosen === word} onClick={() => setChosen(word)}>
            {say(`verdict.${word}`)}
          </button>
        ))}
      </div>
      {chosen === 'satisfied' && <Satisfied reload={reload} />}
      {chosen === 'unsatisfied' && <Unsatisfied reload={reload} />}
      {chosen === 'doubt' && <InDoubt reload={reload} />}
    </section>
  );
}

const RATINGS = [1, 2, 3, 4, 5] as const;

function Satisfied({ reload }: Props) {
  const say = useSay();
  const [rating, setRating] = useState<number>();
  const [comment, setComment] = useDraft('comment');
  const [suggestions, setSuggestions] = useDraft('suggestions');
  return (
    <Statement
      ready={rating !== undefined}
      warning={say('verdict.satisfied.warning')}
      submit={say('submit')}
      reload={reload}
      send={(commandId) =>
        answered(
          api.POST('/api/v1/customer/customer-satisfied', {
            body: {
              commandId,
              rating: rating ?? 0,
              ...given('comment', comment),
              ...given('suggestions', suggestions),
            },
          }),
        )
      }
    >
      <fieldset className="field">
        <legend>{say('verdict.rating')}</legend>
        <span className="quiet small">{say('verdict.rating.hint')}</span>
        <div className="rating">
          {RATINGS.map((n) => (
            <label key={n}>
              {say('verdict.rating.n', { n })}
              <input
                type="radio"
                name="rating"
                value={n}
                checked={rating === n}
                onChange={() => setRating(n)}
              />
            </label>
          ))}
        </div>
      </fieldset>
      <TextField label={say('verdict.comment')} value={comment} onChange={setComment} />
      <TextField label={say('verdict.suggestions')} value={suggestions} onChange={setSuggestions} />
    </Statement>
  );
}

function Unsatisfied({ reload }: Props) {
  const say = useSay();
  const [reason, setReason] = useDraft('reason');
  const [demand, setDemand] = useDraft('demand');
  return (
    <Statement
      ready={reason.trim() !== ''}
      warning={say('verdict.unsatisfied.warning')}
      submit={say('submit')}
      reload={reload}
      send={(commandId) =>
        answered(
          api.POST('/api/v1/customer/customer-unsatisfied', {
            body: { commandId, reason, ...given('demand', demand) },
          }),
        )
      }
    >
      <TextField label={say('verdict.reason')} value={reason} required onChange={setReason} />
      <TextField label={say('verdict.demand')} value={demand} onChange={setDemand} />
    </Statement>
  );
}

function InDoubt({ reload }: Props) {
  const say = useSay();
  const [doubt, setDoubt] = useDraft('doubt');
  return (
    <Statement
      ready={doubt.trim() !== ''}
      warning={say('verdict.doubt-hint')}
      submit={say('submit')}
      reload={reload}
      send={(commandId) =>
        answered(api.POST('/api/v1/customer/customer-in-doubt', { body: { commandId, doubt } }))
      }
    >
      <TextField label={say('verdict.doubt-text')} value={doubt} required onChange={setDoubt} />
    </Statement>
  );
}

/** A field that may be left out. */
function given<K extends string>(name: K, value: string): Partial<Record<K, string>> {
  const fields: Partial<Record<K, string>> = {};
  if (value.trim() !== '') fields[name] = value;
  return fields;
}
