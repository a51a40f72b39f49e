import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useSay } from '../language/language';
import { isTooShort, TooShort } from './too-short';

const NUMBER = /^C\d{8}-\d{6}$/i;
/** Finds cases by number, customer or text; a whole number opens its case. */
export function SearchBox() {
  const say = useSay();
  const go = useNavigate();
  const [text, setText] = useState('');
  const [short, setShort] = useState(false);
  const search = (): void => {
    const wanted = text.trim();
    if (NUMBER.test(wanted)) void go(`/cases/${wanted.toUpperCase()}`);
    else if (isTooShort(wanted)) setShort(true);
    else if (wanted !== '') void go(`/cases?${new URLSearchParams({ q: wanted }).toString()}`);
  };
  return (
    <TooShort open={short}>
      <Input
        id="search"
        className="search"
        type="search"
        value={text}
        prefix={<SearchOutlined />}
        suffix={<kbd className="wide-only">/</kbd>}
        placeholder={say('shell.search')}
        aria-label={say('shell.search')}
        onChange={({ target }) => {
          setText(target.value);
          setShort(false);
        }}
        onBlur={() => setShort(false)}
        onPressEnter={search}
      />
    </TooShort>
  );
}
