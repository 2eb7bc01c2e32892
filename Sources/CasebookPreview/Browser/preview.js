// What a previewed page gets besides: it reloads when the page has changed, and shows what is wrong with the content.
// No part of any published site.

(() => {
  const { version, language } = document.currentScript.dataset;
  const words = {
    zh: {
      errors: (count) => `内容里有 ${count} 个错误`,
      stays: '下面仍是改错以前的页面；改好并保存后会自动更新。',
      hide: '收起', show: (count) => `${count} 个错误`,
      warnings: (count, here) => `${count} 个警告${here ? `，本页 ${here} 个` : ''}`,
      help: '办法：', note: '另见：', more: (count) => `还有 ${count} 个，见终端。`,
      lost: '预览已经停止。重新运行 casebook serve，这里会自动接上。',
    },
    en: {
      errors: (count) => `The content has ${count} error${count === 1 ? '' : 's'}`,
      stays: 'Below is the page as it last was without errors. It is updated once you have mended and saved.',
      hide: 'Hide', show: (count) => `${count} error${count === 1 ? '' : 's'}`,
      warnings: (count, here) => `${count} warning${count === 1 ? '' : 's'}${here ? `, ${here} on this page` : ''}`,
      help: 'Help: ', note: 'See also: ', more: (count) => `${count} more: see the terminal.`,
      lost: 'The preview has stopped. Run casebook serve again and this page goes on.',
    },
  }[language];

  // MARK: The place that the reader was at

  const placeKey = `casebook-preview-place:${location.pathname}`;

  /** Reloading keeps the place by itself where the page is as long as before; where it isn't, a browser may give up. */
  function reload() {
    try {
      sessionStorage.setItem(placeKey, JSON.stringify([scrollX, scrollY]));
    } catch {
      // Storage is refused: the browser's own way has to do.
    }
    location.reload();
  }

  function returnToPlace() {
    let place = null;
    try {
      place = JSON.parse(sessionStorage.getItem(placeKey));
      sessionStorage.removeItem(placeKey);
    } catch {
      return;
    }
    if (place) scrollTo({ left: place[0], top: place[1], behavior: 'instant' });
  }

  // MARK: Findings

  function element(name, className, ...content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    // Text nodes only: what authors write is never markup here.
    made.append(...content);
    return made;
  }

  const place = ({ file, line, column }) => `${file}:${line}:${column}`;

  function findingBlock(finding) {
    const block = element('div', 'finding');
    if (finding.file) block.append(element('div', 'place', place(finding)));
    const message = element('p', 'message', finding.message);
    if (finding.id) message.append(' ', element('span', 'id', `[${finding.id}]`));
    block.append(message);
    if (finding.excerpt) {
      const [before, marked, after] = finding.excerpt;
      block.append(element('div', 'source', before, element('mark', '', marked || ' '), after));
    }
    for (const note of finding.notes ?? []) block.append(element('p', 'note', `${words.note}${place(note)} ${note.message}`));
    if (finding.help) block.append(element('p', 'help', words.help, finding.help));
    return block;
  }

  function findingBlocks({ count, shown }) {
    const blocks = shown.map(findingBlock);
    if (count > shown.length) blocks.push(element('p', 'note', words.more(count - shown.length)));
    return blocks;
  }

  function button(className, text, onClick) {
    const made = element('button', className, text);
    made.type = 'button';
    made.addEventListener('click', onClick);
    return made;
  }

  const host = element('casebook-preview');
  const root = host.attachShadow({ mode: 'open' });
  const style = element('link');
  style.rel = 'stylesheet';
  style.href = '/.casebook/preview.css';
  const room = element('div', 'room');
  const list = element('div', 'list');
  const lost = element('span', 'lost', words.lost);
  const warningToggle = button('toggle', '', () => open(list.hidden));
  const errorToggle = button('toggle', '', () => showErrors(true));
  const bar = element('div', 'bar', list, lost, warningToggle, errorToggle);
  const errors = element('div', 'errors');
  errors.setAttribute('role', 'alert');
  root.append(style, room, bar, errors);
  for (const part of [list, lost, warningToggle, errorToggle, errors, room]) part.hidden = true;

  function open(isOpen) {
    list.hidden = !isOpen;
    warningToggle.setAttribute('aria-expanded', String(isOpen));
  }

  function showErrors(isShown) {
    errors.hidden = !isShown;
    errorToggle.hidden = isShown || !errors.childElementCount;
    layOut();
  }

  function layOut() {
    room.hidden = lost.hidden && warningToggle.hidden && errorToggle.hidden;
  }

  function showFindings({ source, errors: wrong, warnings }) {
    const here = warnings.shown.filter(({ file }) => file === source);
    const sorted = [...here, ...warnings.shown.filter((finding) => !here.includes(finding))];
    warningToggle.textContent = words.warnings(warnings.count, here.length);
    warningToggle.hidden = warnings.count === 0;
    list.replaceChildren(...findingBlocks({ count: warnings.count, shown: sorted }));
    if (warnings.count === 0) open(false);
    errorToggle.textContent = words.show(wrong.count);
    errors.replaceChildren();
    if (wrong.count > 0) {
      const head = element(
        'header', '', element('div', '', element('h2', '', words.errors(wrong.count)), element('p', 'stays', words.stays)),
        button('', words.hide, () => showErrors(false)));
      errors.append(element('div', 'box', head, ...findingBlocks(wrong)));
    }
    showErrors(wrong.count > 0);
  }

  // MARK: News

  let news = null;
  let lostTimer = 0;

  function setLost(isLost) {
    clearTimeout(lostTimer);
    lost.hidden = !isLost;
    layOut();
  }

  function listen() {
    const address = new URL('/.casebook/events', location.href);
    address.searchParams.set('path', decodeURIComponent(location.pathname));
    address.searchParams.set('version', version);
    news = new EventSource(address);
    news.addEventListener('open', () => setLost(false));
    news.addEventListener('findings', ({ data }) => showFindings(JSON.parse(data)));
    news.addEventListener('reload', () => {
      news.close();
      reload();
    });
    news.addEventListener('error', () => {
      // A moment without news is a restart as often as an end.
      lostTimer ||= setTimeout(() => setLost(true), 1500);
      // A browser gives up where the server has answered with anything but news.
      if (news.readyState === EventSource.CLOSED) setTimeout(restart, 2000);
    });
  }

  function restart() {
    news?.close();
    news = null;
    if (document.visibilityState === 'visible') listen();
  }

  document.body.append(host);
  addEventListener('load', returnToPlace);
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !errors.hidden) showErrors(false);
  });
  // A browser has six connections for all tabs of a server: those that nobody looks at give theirs back, and catch up
  // when they are looked at again.
  document.addEventListener('visibilitychange', restart);
  addEventListener('pagehide', () => news?.close());
  addEventListener('pageshow', ({ persisted }) => persisted && restart());
  restart();
})();
