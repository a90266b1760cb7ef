import pytest

from onrecord.read.language import FUNCTION_SHARE, english, function_share, language_name

FOREIGN = {
    "German": "Der Minister sagte am Montag, dass er das Gesetz nicht unterschreiben werde. „So war das nicht gemeint“, so sein Sprecher.",
    "French": "Le ministre a déclaré lundi qu’il ne signerait pas la loi. « On a attendu trop longtemps », a dit sa porte-parole.",
    "Spanish": "El ministro dijo el lunes que no firmaría la ley, a pesar de que la oposición se lo había pedido más de una vez.",
    "Italian": "Il ministro ha detto lunedì che non firmerà la legge, e che il governo ha un altro piano per il futuro del porto.",
    "Portuguese": "O ministro disse na segunda-feira que não assinaria a lei, embora a oposição o tivesse pedido mais de uma vez.",
    "Dutch": "De minister zei maandag dat hij de wet niet zou tekenen. Er was veel kritiek op het plan, of was het iets anders?",
    "Swedish": "Ministern sade i måndags att han inte tänker skriva under lagen. Det var för sent, men han har en plan för hamnen.",
    "Polish": "Minister powiedział w poniedziałek, że nie podpisze ustawy, chociaż opozycja prosiła go o to więcej niż raz.",
    "Russian": "Министр заявил в понедельник, что не подпишет закон, хотя оппозиция просила его об этом не один раз.",
    "Arabic": "قال الوزير يوم الاثنين إنه لن يوقع القانون، رغم أن المعارضة طلبت منه ذلك أكثر من مرة هذا العام.",
    "Korean": "장관은 월요일에 법안에 서명하지 않을 것이라고 말했다. 야당은 여러 차례 서명을 요구했지만 그는 거부했다.",
    "Japanese": "大臣は月曜日、法律に署名しないと述べた。野党は何度も署名を求めてきたが、大臣はこれを拒否したという。",
    "Chinese": "部长星期一表示，他不会签署这项法律，尽管反对党已经不止一次要求他签署。他说政府还有另一个计划，并且会在年底之前公布。",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_another_language_is_told_and_named(name: str) -> None:
    assert english(FOREIGN[name]) == (False, name)


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN.keys())
def test_foreign_texts_stay_well_under_the_share_of_english_words(text: str) -> None:
    assert function_share(text) <= FUNCTION_SHARE / 2


@pytest.mark.parametrize(
    "text",
    [
        "Kwak Sang-hoon, Lee Jae-myung and Cho Kuk met Yoon Suk-yeol in Yongsan, Pyongtaek and Gwangju on Monday, Yonhap said.",
        "Zbigniew Wróblewski and Małgorzata Szczepańska of Prawo i Sprawiedliwość said that Kraków and Łódź would vote on Sunday.",
        "THE CABINET OPENED TALKS WITH THE KOREAN GROUP, THE MINISTER SAID ON MONDAY AFTER A LONG MEETING.",
        "“We cannot wait,” said Kim Min-ji (김민지), who chairs the council (위원회). “The bridge will not be built by talk.”",
    ],
)
def test_english_full_of_foreign_names_is_english(text: str) -> None:
    assert english(text) == (True, "English")


@pytest.mark.parametrize("text", ["Yes.", "No comment, he said.", "12:30", "Très bien, merci."])
def test_a_short_text_in_latin_letters_counts_as_english(text: str) -> None:
    assert english(text)[0]


@pytest.mark.parametrize("text", ["아니오.", "Нет, сказал он.", "不。"])
def test_a_short_text_in_another_script_does_not(text: str) -> None:
    assert not english(text)[0]


def test_a_long_text_is_judged_by_its_middle_too() -> None:
    assert not english("The minister said that he would go. " * 8 + FOREIGN["German"] * 200)[0]


def test_the_same_text_has_the_same_answer() -> None:
    assert len({english(FOREIGN["Spanish"]) for _ in range(5)}) == 1


def test_an_unknown_code_names_itself() -> None:
    assert (language_name("de-AT"), language_name("xx")) == ("German", "xx")
