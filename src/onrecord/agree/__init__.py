"""How far coders agree, how sure that figure is, and what their errors do to a share."""
