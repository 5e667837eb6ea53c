//! With which browser a session was begun: its family and the system it runs on, no more.
//!
//! Enough for the owner to recognise his or her own machines, and too little to tell people apart by. What the
//! browser says of itself is read once and not kept. It can say what it likes: nothing is decided by it.

use axum::http::HeaderMap;
use axum::http::header::USER_AGENT;
use xinan_domain::codes;

codes! {
    /// 浏览器.
    Browser {
        Chrome = 1 "Chrome 浏览器" "Chrome" [],
        Edge = 2 "Edge 浏览器" "Edge" [],
        Firefox = 3 "火狐浏览器" "Firefox" [],
        Safari = 4 "Safari 浏览器" "Safari" [],
        WeChat = 5 "微信" "WeChat" [],
        Qq = 6 "QQ 浏览器" "QQ Browser" [],
        Uc = 7 "UC 浏览器" "UC Browser" [],
        Huawei = 8 "华为浏览器" "Huawei Browser" [],
        Xiaomi = 9 "小米浏览器" "Mi Browser" [],
        Samsung = 10 "三星浏览器" "Samsung Internet" [],
        Sogou = 11 "搜狗浏览器" "Sogou Browser" [],
        Opera = 12 "Opera 浏览器" "Opera" [],
        InternetExplorer = 13 "IE 浏览器" "Internet Explorer" [],
        Vivo = 14 "vivo 浏览器" "vivo Browser" [],
        Oppo = 15 "OPPO 浏览器" "OPPO Browser" [],
        Other = 99 "其他浏览器" "another browser" [],
    }
}

codes! {
    /// 操作系统.
    OperatingSystem {
        Windows = 1 "Windows 电脑" "Windows" [],
        MacOs = 2 "苹果电脑" "Mac" [],
        Android = 3 "安卓手机或平板" "Android" [],
        Ios = 4 "苹果手机或平板" "iPhone or iPad" [],
        HarmonyOs = 5 "鸿蒙手机或平板" "HarmonyOS" [],
        Linux = 6 "Linux 电脑" "Linux" [],
        Other = 99 "其他设备" "another device" [],
    }
}

/// Browsers by the word that only they say, those first that also say the words of later ones.
const BROWSERS: [(&str, Browser); 20] = [
    ("MicroMessenger/", Browser::WeChat),
    ("MQQBrowser/", Browser::Qq),
    ("QQBrowser/", Browser::Qq),
    ("UCBrowser/", Browser::Uc),
    ("UBrowser/", Browser::Uc),
    ("HuaweiBrowser/", Browser::Huawei),
    ("MiuiBrowser/", Browser::Xiaomi),
    ("VivoBrowser/", Browser::Vivo),
    ("HeyTapBrowser/", Browser::Oppo),
    ("SamsungBrowser/", Browser::Samsung),
    ("MetaSr", Browser::Sogou),
    ("SogouMobileBrowser/", Browser::Sogou),
    ("Edg", Browser::Edge),
    ("OPR/", Browser::Opera),
    ("Firefox/", Browser::Firefox),
    ("FxiOS/", Browser::Firefox),
    ("CriOS/", Browser::Chrome),
    ("Chrome/", Browser::Chrome),
    ("Trident/", Browser::InternetExplorer),
    ("Safari/", Browser::Safari),
];

const SYSTEMS: [(&str, OperatingSystem); 10] = [
    ("OpenHarmony", OperatingSystem::HarmonyOs),
    ("HarmonyOS", OperatingSystem::HarmonyOs),
    ("Android", OperatingSystem::Android),
    ("iPhone", OperatingSystem::Ios),
    ("iPad", OperatingSystem::Ios),
    ("Windows", OperatingSystem::Windows),
    ("Macintosh", OperatingSystem::MacOs),
    ("CrOS", OperatingSystem::Linux),
    ("Linux", OperatingSystem::Linux),
    ("X11", OperatingSystem::Linux),
];

/// What the request's browser says of itself.
pub fn agent(headers: &HeaderMap) -> (Browser, OperatingSystem) {
    let said = headers.get(USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let browser = BROWSERS.iter().find(|(word, _)| said.contains(word));
    let system = SYSTEMS.iter().find(|(word, _)| said.contains(word));
    (
        browser.map_or(Browser::Other, |(_, browser)| *browser),
        system.map_or(OperatingSystem::Other, |(_, system)| *system),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_and_systems_are_recognised() {
        for (said, browser, system) in [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36",
                Browser::Chrome,
                OperatingSystem::Windows,
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0",
                Browser::Edge,
                OperatingSystem::Windows,
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
                Browser::Safari,
                OperatingSystem::MacOs,
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.49",
                Browser::WeChat,
                OperatingSystem::Ios,
            ),
            (
                "Mozilla/5.0 (Linux; Android 12; HarmonyOS; ALN-AL00) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/114.0 HuaweiBrowser/15.0 Mobile Safari/537.36",
                Browser::Huawei,
                OperatingSystem::HarmonyOs,
            ),
            (
                "Mozilla/5.0 (Linux; U; Android 13; zh-cn; 2211133C) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/100.0 Mobile Safari/537.36 XiaoMi/MiuiBrowser/17.1",
                Browser::Xiaomi,
                OperatingSystem::Android,
            ),
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0",
                Browser::Firefox,
                OperatingSystem::Linux,
            ),
            ("curl/8.5.0", Browser::Other, OperatingSystem::Other),
            ("", Browser::Other, OperatingSystem::Other),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(USER_AGENT, said.parse().unwrap());
            assert_eq!(agent(&headers), (browser, system), "{said}");
        }
        assert_eq!(agent(&HeaderMap::new()), (Browser::Other, OperatingSystem::Other));
    }
}
