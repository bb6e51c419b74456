"""Cards as CSV go out and come back as they were; what is wrong is told with its line, and then nothing is taken."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Person
from courses.flashcards.exchange.csv_files import Words, read, written
from courses.flashcards.exchange.mistakes import FileRefused
from courses.flashcards.models import Item, OwnCard
from tests.courses.flashcards.conftest import made_cards

words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=80).filter(
    str.strip
)
tags = st.lists(
    st.text("abcxyz äö-", min_size=1, max_size=9).map(lambda tag: " ".join(tag.split())).filter(bool),
    max_size=4,
    unique=True,
)


@given(st.lists(st.builds(Words, front=words, back=words, tags=tags), min_size=1, max_size=6))
def test_what_is_written_is_read_back_as_it_was(cards: list[Words]):
    assert read(written(cards).encode()) == cards


def test_a_file_without_a_header_and_with_a_mark_of_windows_is_read():
    assert read('\ufeffWhat?,That.\r\nWho?,"Ada, of course",people\r\n\r\n'.encode()) == [
        Words(front="What?", back="That.", tags=[]),
        Words(front="Who?", back="Ada, of course", tags=["people"]),
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "There is no card in this file."),
        (b"front,back,tags\n", "There is no card in this file."),
        (b"front,back\na,b\nc\n", "Line 3: it has 1 column;"),
        (b"a,b,c,d\n", "Line 1: it has 4 columns"),
        (b"a,b\n\nc,\n", "Line 3: The back is empty"),
        (b'a,"two\nlines"\n ,b\n', "Line 3: The front is empty"),
        (b'a,b\nc,"never closed\n', "Line 2: a quotation mark opens and does not close"),
        (b"a,b\nc,\xff\n", "Line 2: this is no UTF-8"),
        (b"a," + b"b" * 4001, "Line 1: The back has 4,001 characters"),
        (b'a,b,"1,2,3,4,5,6,7,8,9,10,11"', "Line 1: There are 11 tags"),
        (b"a\0,b", "Line 1: "),
    ],
)
def test_what_is_wrong_is_told_with_its_line(content: bytes, told: str):
    with pytest.raises(FileRefused) as refused:
        read(content)

    assert refused.value.mistakes[0].startswith(told)


def test_of_many_mistakes_twenty_are_told():
    with pytest.raises(FileRefused) as refused:
        read(b"a\n" * 50)

    assert len(refused.value.mistakes) == 21
    assert refused.value.mistakes[-1] == "And 30 more."


@pytest.fixture
def signed_in(client: Client, ada: Person) -> Client:
    client.force_login(ada)
    return client


def upload(client: Client, content: bytes) -> HttpResponse:
    return client.post("/review/exchange/", {"cards": SimpleUploadedFile("cards.csv", content)}, follow=True)


def test_cards_that_come_back_are_not_there_twice(signed_in: Client, ada: Person):
    made_cards(ada, 3)
    exported = signed_in.get("/review/exchange/cards.csv").content
    shown = upload(signed_in, exported + b"New?,Yes.\r\n").content.decode()

    assert "1 card joined your review. 3 were there before." in shown
    assert OwnCard.objects.count() == Item.objects.count() == 4


def test_a_file_with_a_mistake_is_not_taken_at_all(signed_in: Client):
    response = upload(signed_in, b"a,b\nc\n")

    assert response.status_code == 422
    assert "Line 2: it has 1 column" in response.content.decode()
    assert not OwnCard.objects.exists()


def test_without_a_file_that_is_said(signed_in: Client):
    assert "Choose a file first." in signed_in.post("/review/exchange/").content.decode()


def test_nobody_gets_another_s_cards(client: Client, ada: Person, mallory: Person):
    made_cards(ada, 1)
    client.force_login(mallory)

    assert client.get("/review/exchange/cards.csv").content.decode() == "front,back,tags\r\n"
