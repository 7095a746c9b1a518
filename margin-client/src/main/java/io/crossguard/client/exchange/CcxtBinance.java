package io.crossguard.client.exchange;

/** USDⓈ-M futures of Binance through ccxt. */
final class CcxtBinance implements CcxtVenue {

  @Override
  public VenueRules addBalances(AccountDraft draft, JsonValue raw, ImportOptions options) {
    BinanceAccount account = new BinanceAccount(raw, options);
    account.addTo(draft);
    return account.isMultiAssets() ? BinanceUsdm.MULTI_ASSETS : BinanceUsdm.SINGLE_ASSET;
  }

  @Override
  public String instrumentId(CcxtSymbol contract) {
    String pair = contract.base() + contract.quote();
    return contract
        .expiry()
        .map(day -> pair + "_" + day.format(DeliveryDay.DIGITS))
        .orElse(pair);
  }

  @Override
  public void check(CcxtSymbol contract, JsonValue at) {
    if (!contract.isLinear()) {
      throw at.problem(contract.symbol() + " is coin-margined: its wallets are another account");
    }
  }
}
