interface Block {
  readonly title: string;
  readonly lines: readonly string[];
}

/** A pack in plain sentences, as the server writes them: blank lines part its sections, indentation its rules. */
export function Sentences({ sentences }: { readonly sentences: readonly string[] }) {
  const [head, ...sections] = blocksOf(sentences);
  return (
    <div className="sentences">
      {head && (
        <>
          <p className="strong">{head.title}</p>
          {head.lines.map((line) => (
            <p key={line} className="quiet">
              {line}
            </p>
          ))}
        </>
      )}
      {sections.map(({ title, lines }) => (
        <section key={title}>
          <h3>{title}</h3>
          {lines.map((line, index) => (
            <p key={`${index} ${line}`} className={line.startsWith('    ') ? 'deep' : ''}>
              {line.trim()}
            </p>
          ))}
        </section>
      ))}
    </div>
  );
}

function blocksOf(sentences: readonly string[]): readonly Block[] {
  return sentences
    .join('\n')
    .split(/\n{2,}/)
    .flatMap((block) => {
      const [title, ...lines] = block.split('\n').filter((line) => line !== '');
      return title === undefined ? [] : [{ title, lines }];
    });
}
