// The rows of a job: thousands of them scroll in a window, and are read and judged by keyboard.
import { get, replace } from './swap.js';

const Around = 12;

export function review(section) {
    if (!section) return;
    let grid = new Grid(section);
    document.addEventListener('swapped', event => {
        const now = document.querySelector('#review');
        if (now && (now !== grid.section || now.querySelector('#rows') !== grid.list)) grid = new Grid(now);
        else grid.mend();
        if (event.detail.form?.hasAttribute('data-judge') && ['approve', 'refuse'].includes(event.detail.submitter?.value)) grid.move(1);
    });
    document.addEventListener('job-moved', () => grid.refresh());
    document.addEventListener('keydown', event => {
        if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select')) {
            if (event.key === 'Escape') event.target.blur();
            return;
        }
        if (event.key === 'j' || event.key === 'k') {
            event.preventDefault();
            grid.move(event.key === 'j' ? 1 : -1);
        } else if (/^[aexr]$/.test(event.key)) {
            event.preventDefault();
            press(event.key);
        }
    });
}

function press(key) {
    const control = document.querySelector(`#text [data-key="${key}"]`);
    if (!control) return;
    if (control.tagName !== 'SUMMARY') {
        if (!control.disabled) control.click();
        return;
    }
    control.parentElement.open = true;
    control.parentElement.querySelector('textarea')?.focus();
}

class Grid {
    constructor(section) {
        this.section = section;
        this.list = section.querySelector('#rows');
        this.total = Number(section.dataset.total);
        this.size = Number(section.dataset.size);
        this.pages = new Map();
        this.asked = new Set();
        if (!this.list) return;
        const items = [...this.list.children];
        this.height = items[0]?.offsetHeight ?? 60;
        this.pages.set(Number(section.dataset.page) - 1, items);
        this.list.addEventListener('click', event => this.clicked(event));
        section.querySelector('.pages')?.remove();
        if (this.total > items.length) {
            this.list.addEventListener('scroll', () => requestAnimationFrame(() => this.draw()));
            const first = Number(items[0].dataset.index);
            this.draw(first);
            this.list.scrollTop = first * this.height;
        }
    }

    /** Which row is shown, as its place in the list. */
    get current() {
        return Number(this.list?.querySelector('a[aria-current]')?.parentElement.dataset.index ?? this.shown ?? 0);
    }

    draw(from = Math.floor(this.list.scrollTop / this.height)) {
        const visible = Math.ceil(this.list.clientHeight / this.height);
        const [first, last] = [Math.max(0, from - Around), Math.min(this.total, from + visible + Around)];
        if (this.drawn === `${first} ${last}`) return;
        this.drawn = `${first} ${last}`;
        const rows = [];
        for (let i = first; i < last; i++) rows.push(this.row(i));
        this.list.replaceChildren(gap(first * this.height), ...rows, gap((this.total - last) * this.height));
    }

    row(index) {
        const page = Math.floor(index / this.size);
        const row = this.pages.get(page)?.[index % this.size];
        if (row) return row;
        this.load(page);
        const waiting = document.createElement('li');
        waiting.dataset.index = index;
        waiting.setAttribute(scopeOf(this.list), '');
        waiting.setAttribute('aria-busy', 'true');
        return waiting;
    }

    async load(page) {
        if (this.asked.has(page)) return;
        this.asked.add(page);
        const url = new URL(location.href);
        url.searchParams.set('page', page + 1);
        url.searchParams.delete('row');
        const found = (await get(url)).querySelectorAll('#rows > li');
        this.pages.set(page, [...found].map(row => document.adoptNode(row)));
        this.pages.get(page).forEach(row => row.querySelector('a')?.removeAttribute('aria-current'));
        this.drawn = null;
        this.draw();
        if (this.wanted !== undefined) this.show(this.wanted);
    }

    /** What is in the window is read anew. */
    refresh() {
        if (!this.list || document.querySelector('#text :focus')) return;
        this.asked.clear();
        for (const page of new Set([...this.list.querySelectorAll('li[data-index]')].map(row => Math.floor(row.dataset.index / this.size)))) this.load(page);
    }

    /** A row was replaced from an answer: the window takes it in. */
    mend() {
        for (const row of this.list?.querySelectorAll('li[data-index]') ?? []) {
            const [page, place] = [Math.floor(row.dataset.index / this.size), row.dataset.index % this.size];
            if (this.pages.has(page)) this.pages.get(page)[place] = row;
        }
    }

    move(by) {
        if (!this.list) return;
        this.show(Math.min(this.total - 1, Math.max(0, this.current + by)));
    }

    async show(index) {
        const row = this.pages.get(Math.floor(index / this.size))?.[index % this.size];
        this.into(index);
        if (!row) {
            this.wanted = index;
            return;
        }
        this.wanted = undefined;
        await this.open(row.querySelector('a'));
    }

    into(index) {
        const [top, bottom] = [index * this.height, (index + 1) * this.height];
        if (top < this.list.scrollTop) this.list.scrollTop = top;
        if (bottom > this.list.scrollTop + this.list.clientHeight) this.list.scrollTop = bottom - this.list.clientHeight;
    }

    clicked(event) {
        const link = event.target.closest('a');
        if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        this.open(link);
    }

    async open(link) {
        for (const rows of this.pages.values()) rows.forEach(row => row.querySelector('a')?.removeAttribute('aria-current'));
        link.setAttribute('aria-current', 'true');
        this.shown = Number(link.parentElement.dataset.index);
        const address = link.getAttribute('href').replace('#text', '');
        history.replaceState(null, '', address);
        const asked = this.opening = address;
        const page = await get(address);
        if (this.opening === asked) replace(page, '#text');
    }
}

function gap(height) {
    const item = document.createElement('li');
    item.className = 'gap';
    item.setAttribute('aria-hidden', 'true');
    item.style.height = `${height}px`;
    return item;
}

/** The attribute by which a component's own styles know its elements. */
function scopeOf(element) {
    return [...element.attributes].map(attribute => attribute.name).find(name => name.startsWith('b-')) ?? 'data-row';
}
