// What the pages around our modules have on their window.

interface Window {
  /** Leaflet, loaded by streamlit-folium or by the standalone page. */
  L: typeof import('leaflet')
  /** streamlit-folium's way to Python. */
  Streamlit?: { setComponentValue (value: unknown): void }
  /** The map's stage, for the page around it and for tests. */
  stage: any
  startStage: (map: import('leaflet').Map, options: Record<string, any>) => void
  commandStage: (view: View) => void
}
