// A part of the page comes anew from the server while somebody writes in it: the forms being written in stay where they are, untouched, and all around them is replaced.

/** The forms here that somebody writes in, each with the one there that would take its place. */
export function written(here, there, sent) {
    const coming = new Map([...there.querySelectorAll('form')].map(form => [nameOf(form), form]));
    return [...here.querySelectorAll('form')].filter(form => form !== sent && isWritten(form)).map(form => [form, coming.get(nameOf(form))]).filter(pair => pair[1]);
}

/** Puts what is there in the place of what is here. On the way down to a form that stays, each element stays too and takes the other's attributes. */
export function put(there, here, kept) {
    if (kept.some(([form]) => form === here)) return;
    const pairs = kept.filter(([form, other]) => here.contains(form) && there.contains(other));
    if (pairs.length === 0 || here.tagName !== there.tagName) {
        here.replaceWith(document.adoptNode(there));
        return;
    }
    dress(here, there);
    const stay = new Map(pairs.map(([form, other]) => [childOf(there, other), childOf(here, form)]));
    for (const child of [...here.childNodes]) if (![...stay.values()].includes(child)) child.remove();
    let after = null;
    for (const child of [...there.childNodes].reverse()) {
        const old = stay.get(child);
        if (old) put(child, old, pairs);
        else here.insertBefore(document.adoptNode(child), after);
        after = old?.parentNode === here ? old : child;
    }
}

/** The same form in two readings of a page: by its id, else by where it goes and what takes it there. */
function nameOf(form) {
    return form.id || `${form.getAttribute('action')?.split('?')[0]} ${form.querySelector('[name="_handler"]')?.value ?? ''}`;
}

function isWritten(form) {
    return [...form.querySelectorAll('input, textarea, select')].some(field => field === document.activeElement || isChanged(field));
}

function isChanged(field) {
    if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked;
    if (field.tagName === 'SELECT') return field.selectedIndex !== Math.max(0, [...field.options].findIndex(option => option.defaultSelected));
    return field.value !== field.defaultValue;
}

/** What is unfolded stays so. */
function dress(here, there) {
    const isOpen = here.tagName === 'DETAILS' && here.open;
    for (const { name } of [...here.attributes]) if (!there.hasAttribute(name)) here.removeAttribute(name);
    for (const { name, value } of there.attributes) if (here.getAttribute(name) !== value) here.setAttribute(name, value);
    if (isOpen) here.open = true;
}

function childOf(parent, node) {
    while (node.parentNode !== parent) node = node.parentNode;
    return node;
}
