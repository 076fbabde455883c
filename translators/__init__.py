"""Sentences in, sentences out: Argos packages run on CTranslate2, checked, remembered, one translation a sentence."""
