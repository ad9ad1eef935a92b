(() => {
  const all = s => [...document.querySelectorAll(s)];
  const nodes = all('#graph .n'), edges = all('#graph .e'), svg = document.querySelector('#graph svg');
  const find = document.getElementById('find'), said = document.getElementById('said');
  const many = nodes.length > 40, box = svg.getAttribute('viewBox').split(' ').map(Number);
  edges.forEach(e => { e.d = e.querySelector('path').getAttribute('d'); });
  const resize = h => { svg.setAttribute('viewBox', '0 0 ' + box[2] + ' ' + h); svg.setAttribute('height', h); };
  const toEnd = (e, head, text) => {
    e.querySelector('polygon').setAttribute('transform', 'translate(0 ' + head + ')');
    e.querySelectorAll('text').forEach(t => t.setAttribute('transform', 'translate(0 ' + (text === null ? 0 : text - t.getAttribute('y')) + ')'));
  };
  const gather = kept => {
    const column = new Map(), at = new Map();
    nodes.filter(n => kept.has(n.dataset.i)).sort((a, b) => a.dataset.y - b.dataset.y)
      .forEach(n => column.set(n.dataset.x, [...(column.get(n.dataset.x) || []), n]));
    const tallest = Math.max(1, ...[...column.values()].map(c => c.length));
    column.forEach(c => c.forEach((n, k) => {
      const y = 77 + 62 * (k + (tallest - c.length) / 2);
      at.set(n.dataset.i, {x: +n.dataset.x, y: y, moved: y - n.dataset.y});
      n.setAttribute('transform', 'translate(0 ' + (y - n.dataset.y) + ')');
    }));
    edges.filter(e => at.has(e.dataset.f) && at.has(e.dataset.t)).forEach(e => {
      const f = at.get(e.dataset.f), t = at.get(e.dataset.t), x = f.x + 184, end = t.x - 7, half = (x + end) / 2;
      e.querySelector('path').setAttribute('d', 'M' + x + ',' + f.y + 'C' + half + ',' + f.y + ' ' + half + ',' + t.y + ' ' + end + ',' + t.y);
      toEnd(e, t.moved, t.y - 5);
    });
    resize(62 * tallest + 70);
  };
  const spread = () => {
    nodes.forEach(n => n.removeAttribute('transform'));
    edges.forEach(e => { e.querySelector('path').setAttribute('d', e.d); toEnd(e, 0, null); });
    resize(box[3]);
  };
  const show = (kept, hits, text) => {
    const out = many ? 'gone' : 'dim';
    nodes.forEach(n => {
      n.classList.toggle(out, kept !== null && !kept.has(n.dataset.i));
      n.classList.toggle('hit', hits.has(n.dataset.i));
    });
    edges.forEach(e => e.classList.toggle(out, kept !== null && !(kept.has(e.dataset.f) && kept.has(e.dataset.t))));
    if (many) { if (kept === null) spread(); else gather(kept); }
    said.textContent = text;
  };
  const reach = (start, from, to) => {
    const next = new Map();
    edges.forEach(e => next.set(e.dataset[from], [...(next.get(e.dataset[from]) || []), e.dataset[to]]));
    const seen = new Set([start]), todo = [start];
    while (todo.length) {
      (next.get(todo.pop()) || []).forEach(n => { if (!seen.has(n)) { seen.add(n); todo.push(n); } });
    }
    return seen;
  };
  const name = n => n.querySelector('title').textContent;
  const pick = n => {
    const up = reach(n.dataset.i, 't', 'f'), down = reach(n.dataset.i, 'f', 't');
    show(new Set([...up, ...down]), new Set([n.dataset.i]),
      name(n) + ': ' + (up.size - 1) + ' upstream, ' + (down.size - 1) + ' downstream');
  };
  nodes.forEach(n => {
    n.addEventListener('click', () => pick(n));
    n.addEventListener('keydown', e => { if (e.key === 'Enter') pick(n); });
  });
  find.addEventListener('input', () => {
    const text = find.value.trim().toLowerCase();
    const hits = new Set(nodes.filter(n => text && name(n).toLowerCase().includes(text)).map(n => n.dataset.i));
    show(text ? hits : null, hits, text ? hits.size + ' found' : '');
  });
  document.getElementById('clear').addEventListener('click', () => { find.value = ''; show(null, new Set(), ''); });
})();
